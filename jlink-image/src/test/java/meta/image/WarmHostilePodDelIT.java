package meta.image;

@OnRealKernel
@ThroughAgent
class WarmHostilePodDelIT extends HostilePodDelIT {}
