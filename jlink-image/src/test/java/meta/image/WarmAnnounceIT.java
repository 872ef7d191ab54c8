package meta.image;

@OnRealKernel
@ThroughAgent
class WarmAnnounceIT extends AnnounceIT {}
