package meta.image;

/** The tests of {@link IncompleteNicIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmIncompleteNicIT extends IncompleteNicIT {}
