package meta.image;

/** The tests of {@link ObsoleteIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmObsoleteIT extends ObsoleteIT {}
