package meta.core.call;

import meta.core.kernel.NamespaceSource;

/**
 * What a call needs from the process that makes it.
 *
 * @param namespaces how the pod's namespace and lock are obtained
 * @param steps where plugin types and steps are found
 * @param log how the log of the call is opened
 */
public record CallServices(NamespaceSource namespaces, StepSource steps, CallLogging log) {}
