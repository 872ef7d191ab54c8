package meta.image;

/** {@link BadInputIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmBadInputIT extends BadInputIT {}
