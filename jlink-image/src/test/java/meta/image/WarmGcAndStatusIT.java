package meta.image;

@OnRealKernel
@ThroughAgent
class WarmGcAndStatusIT extends GcAndStatusIT {}
