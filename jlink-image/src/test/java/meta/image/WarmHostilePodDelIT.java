package meta.image;

/** The tests of {@link HostilePodDelIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmHostilePodDelIT extends HostilePodDelIT {}
