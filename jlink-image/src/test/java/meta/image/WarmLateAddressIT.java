package meta.image;

/** {@link LateAddressIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmLateAddressIT extends LateAddressIT {}
