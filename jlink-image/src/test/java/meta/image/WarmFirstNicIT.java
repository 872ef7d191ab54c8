package meta.image;

/** The tests of {@link FirstNicIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmFirstNicIT extends FirstNicIT {}
