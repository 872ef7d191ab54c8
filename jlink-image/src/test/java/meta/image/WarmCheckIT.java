package meta.image;

@OnRealKernel
@ThroughAgent
class WarmCheckIT extends CheckIT {}
