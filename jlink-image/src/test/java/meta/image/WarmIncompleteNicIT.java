package meta.image;

@OnRealKernel
@ThroughAgent
class WarmIncompleteNicIT extends IncompleteNicIT {}
