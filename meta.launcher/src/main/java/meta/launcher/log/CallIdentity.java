package meta.launcher.log;

/**
 * The fields that identify a call in the log. An unknown field is the empty string and is left out of the line.
 *
 * @param verb {@code CNI_COMMAND}, {@code REPAIR} or {@code SWEEP}
 * @param trace as {@link TraceParent#in} returns it
 */
public record CallIdentity(
        String plugin, String verb, String container, String ifname, String netns, PodIdentity pod, String trace) {

    IdentityFields full(String call) {
        String infra =
                pod.infraContainer().equals(container) ? "" : pod.infraContainer(); // in Kubernetes, both are the same
        return IdentityFields.of(
                "call", call,
                "trace", trace,
                "plugin", plugin,
                "verb", verb,
                "namespace", pod.namespace(),
                "pod", pod.name(),
                "uid", pod.uid(),
                "infra", infra,
                "container", container,
                "ifname", ifname,
                "netns", netns);
    }

    IdentityFields brief(String call) {
        return IdentityFields.of("call", call, "trace", trace, "namespace", pod.namespace(), "pod", pod.name());
    }
}
