package meta.image;

/** The tests of {@link SeveralNicsIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmSeveralNicsIT extends SeveralNicsIT {}
