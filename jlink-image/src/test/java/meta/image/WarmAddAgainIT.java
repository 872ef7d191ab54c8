package meta.image;

@OnRealKernel
@ThroughAgent
class WarmAddAgainIT extends AddAgainIT {}
