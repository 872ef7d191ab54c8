package meta.image;

/** The tests of {@link EffectIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmEffectIT extends EffectIT {}
