package meta.image;

/** {@link GcAndStatusIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmNetworkIT extends GcAndStatusIT {}
