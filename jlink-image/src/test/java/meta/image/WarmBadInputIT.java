package meta.image;

/** The tests of {@link BadInputIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmBadInputIT extends BadInputIT {}
