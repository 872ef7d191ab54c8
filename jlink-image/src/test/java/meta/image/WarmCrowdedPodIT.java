package meta.image;

/** The tests of {@link CrowdedPodIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmCrowdedPodIT extends CrowdedPodIT {}
