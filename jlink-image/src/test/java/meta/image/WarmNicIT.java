package meta.image;

/** {@link NicIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmNicIT extends NicIT {}
