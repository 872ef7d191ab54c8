package meta.image;

/** {@link AddAgainIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmAddAgainIT extends AddAgainIT {}
