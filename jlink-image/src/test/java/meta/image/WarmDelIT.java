package meta.image;

@OnRealKernel
@ThroughAgent
class WarmDelIT extends DelIT {}
