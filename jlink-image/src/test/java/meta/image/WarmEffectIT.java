package meta.image;

@OnRealKernel
@ThroughAgent
class WarmEffectIT extends EffectIT {}
