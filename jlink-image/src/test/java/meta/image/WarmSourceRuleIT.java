package meta.image;

/** The tests of {@link SourceRuleIT}, with calls through the agent. */
@OnRealKernel
@ThroughAgent
class WarmSourceRuleIT extends SourceRuleIT {}
