package meta.image;

/** The tests of {@link DelIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmDelIT extends DelIT {}
