package meta.image;

/** The tests of {@link AddressFlapIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmAddressFlapIT extends AddressFlapIT {}
