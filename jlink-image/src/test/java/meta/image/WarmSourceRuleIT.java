package meta.image;

@OnRealKernel
@ThroughAgent
class WarmSourceRuleIT extends SourceRuleIT {}
