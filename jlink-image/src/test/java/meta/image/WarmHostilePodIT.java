package meta.image;

/** The tests of {@link HostilePodIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmHostilePodIT extends HostilePodIT {}
