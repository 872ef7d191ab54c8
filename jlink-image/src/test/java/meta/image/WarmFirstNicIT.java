package meta.image;

/** {@link FirstNicIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmFirstNicIT extends FirstNicIT {}
