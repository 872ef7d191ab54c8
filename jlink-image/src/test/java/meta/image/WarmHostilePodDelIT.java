package meta.image;

/** {@link HostilePodDelIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmHostilePodDelIT extends HostilePodDelIT {}
