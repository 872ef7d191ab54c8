package meta.image;

/** {@link AddressFlapIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmAddressFlapIT extends AddressFlapIT {}
