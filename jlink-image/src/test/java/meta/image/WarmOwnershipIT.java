package meta.image;

/** The tests of {@link OwnershipIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmOwnershipIT extends OwnershipIT {}
