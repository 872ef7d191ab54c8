package meta.image;

@OnRealKernel
@ThroughAgent
class WarmNodeDevicesIT extends NodeDevicesIT {}
