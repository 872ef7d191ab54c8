package meta.image;

/** The tests of {@link GcAndStatusIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmGcAndStatusIT extends GcAndStatusIT {}
