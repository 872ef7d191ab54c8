package meta.image;

/** The tests of {@link AddAgainIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmAddAgainIT extends AddAgainIT {}
