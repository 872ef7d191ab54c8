package meta.image;

/** {@link ObsoleteIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmObsoleteIT extends ObsoleteIT {}
