package meta.image;

@OnRealKernel
@ThroughAgent
class WarmFirstNicIT extends FirstNicIT {}
