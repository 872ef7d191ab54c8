package meta.image;

/** The tests of {@link PodWithManyObjectsIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmPodWithManyObjectsIT extends PodWithManyObjectsIT {}
