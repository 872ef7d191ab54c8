package meta.image;

@OnRealKernel
@ThroughAgent
class WarmCrowdedPodIT extends CrowdedPodIT {}
