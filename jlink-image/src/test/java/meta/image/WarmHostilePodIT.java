package meta.image;

/** {@link HostilePodIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmHostilePodIT extends HostilePodIT {}
