package meta.image;

/** The tests of {@link CrowdedPodBenchIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmCrowdedPodIT extends CrowdedPodBenchIT {}
