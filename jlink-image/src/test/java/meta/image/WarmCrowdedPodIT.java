package meta.image;

@OnRealKernel
@ThroughAgent
class WarmCrowdedPodIT extends CrowdedPodBenchIT {}
