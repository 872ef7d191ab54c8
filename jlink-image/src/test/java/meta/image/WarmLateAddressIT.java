package meta.image;

@OnRealKernel
@ThroughAgent
class WarmLateAddressIT extends LateAddressIT {}
