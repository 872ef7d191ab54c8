package meta.image;

/** The tests of {@link AnnounceIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmAnnounceIT extends AnnounceIT {}
