package meta.image;

@OnRealKernel
@ThroughAgent
class WarmBadInputIT extends BadInputIT {}
