package meta.image;

/** {@link OwnershipIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmOwnershipIT extends OwnershipIT {}
