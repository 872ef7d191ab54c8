package meta.image;

/** {@link AnnounceIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmAnnounceIT extends AnnounceIT {}
