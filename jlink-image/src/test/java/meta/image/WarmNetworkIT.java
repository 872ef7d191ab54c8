package meta.image;

@OnRealKernel
@ThroughAgent
class WarmNetworkIT extends GcAndStatusIT {}
