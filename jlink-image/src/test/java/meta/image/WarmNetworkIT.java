package meta.image;

/** {@link NetworkIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmNetworkIT extends NetworkIT {}
