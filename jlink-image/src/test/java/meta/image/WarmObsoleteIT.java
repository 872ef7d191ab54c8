package meta.image;

@OnRealKernel
@ThroughAgent
class WarmObsoleteIT extends ObsoleteIT {}
