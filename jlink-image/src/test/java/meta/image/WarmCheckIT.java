package meta.image;

/** The tests of {@link CheckIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmCheckIT extends CheckIT {}
