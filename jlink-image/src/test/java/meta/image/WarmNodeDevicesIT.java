package meta.image;

/** {@link NodeDevicesIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmNodeDevicesIT extends NodeDevicesIT {}
