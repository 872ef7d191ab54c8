package meta.image;

@OnRealKernel
@ThroughAgent
class WarmNodeSettingsIT extends NodeSysctlsIT {}
