package meta.image;

@OnRealKernel
@ThroughAgent
class WarmOwnershipIT extends OwnershipIT {}
