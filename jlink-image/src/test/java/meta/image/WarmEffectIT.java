package meta.image;

/** {@link EffectIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmEffectIT extends EffectIT {}
