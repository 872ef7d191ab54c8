package meta.image;

/** {@link CheckIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmCheckIT extends CheckIT {}
