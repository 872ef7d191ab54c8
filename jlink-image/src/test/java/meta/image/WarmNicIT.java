package meta.image;

@OnRealKernel
@ThroughAgent
class WarmNicIT extends IncompleteNicIT {}
