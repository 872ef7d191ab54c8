package meta.image;

@OnRealKernel
@ThroughAgent
class WarmHostilePodIT extends HostilePodIT {}
