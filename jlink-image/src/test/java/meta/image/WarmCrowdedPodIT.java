package meta.image;

/** {@link CrowdedPodIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmCrowdedPodIT extends CrowdedPodIT {}
