package meta.image;

/** {@link DelIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmDelIT extends DelIT {}
