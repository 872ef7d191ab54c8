package meta.image;

/** {@link NodeSysctlsIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmNodeSettingsIT extends NodeSysctlsIT {}
