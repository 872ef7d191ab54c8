package meta.image;

@OnRealKernel
@ThroughAgent
class WarmNodeAddressIT extends NodeAddressIT {}
