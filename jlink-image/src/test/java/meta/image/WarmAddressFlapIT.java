package meta.image;

@OnRealKernel
@ThroughAgent
class WarmAddressFlapIT extends AddressFlapIT {}
