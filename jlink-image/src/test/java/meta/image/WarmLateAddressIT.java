package meta.image;

/** The tests of {@link LateAddressIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmLateAddressIT extends LateAddressIT {}
