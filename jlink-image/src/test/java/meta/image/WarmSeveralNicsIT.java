package meta.image;

/** {@link SeveralNicsIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmSeveralNicsIT extends SeveralNicsIT {}
