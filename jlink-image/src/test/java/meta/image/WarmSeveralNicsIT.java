package meta.image;

@OnRealKernel
@ThroughAgent
class WarmSeveralNicsIT extends SeveralNicsIT {}
