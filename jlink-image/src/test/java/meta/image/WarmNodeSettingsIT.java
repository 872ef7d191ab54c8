package meta.image;

/** {@link NodeSettingsIT}, with calls that a resident agent answers. */
@OnRealKernel
@ThroughAgent
class WarmNodeSettingsIT extends NodeSettingsIT {}
