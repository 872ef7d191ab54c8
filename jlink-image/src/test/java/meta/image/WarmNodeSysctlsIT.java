package meta.image;

/** The tests of {@link NodeSysctlsIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmNodeSysctlsIT extends NodeSysctlsIT {}
