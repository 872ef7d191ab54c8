package meta.image;

/** {@link SourceRuleIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmSourceRuleIT extends SourceRuleIT {}
