package meta.image;

/** The tests of {@link NodeAddressIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmNodeAddressIT extends NodeAddressIT {}
