package meta.image;

/** {@link IncompleteNicIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmNicIT extends IncompleteNicIT {}
