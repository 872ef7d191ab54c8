package meta.image;

@OnRealKernel
@ThroughAgent
class WarmNodeSysctlsIT extends NodeSysctlsIT {}
