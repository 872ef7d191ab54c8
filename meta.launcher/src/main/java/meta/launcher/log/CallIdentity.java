package meta.launcher.log;

/**
 * The fields that identify a call in the log. The first line of a call has all of them. The other lines have only the id of the call, its
 * trace, and the namespace and name of the pod. An unknown field is the empty string and is left out of the line.
 *
 * @param plugin the plugin type, such as {@code veth}
 * @param verb {@code CNI_COMMAND}, {@code REPAIR} or {@code SWEEP}
 * @param container {@code CNI_CONTAINERID}
 * @param ifname {@code CNI_IFNAME}
 * @param netns {@code CNI_NETNS}
 * @param pod the pod that the container belongs to
 * @param trace the trace that the call belongs to, as {@link TraceParent#in} returns it
 */
public record CallIdentity(
        String plugin, String verb, String container, String ifname, String netns, PodIdentity pod, String trace) {

    /**
     * {@return all fields, for the first line of a call}
     *
     * @param call the id of the call
     */
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

    /**
     * {@return the fields for the later lines of a call} The id of the call leads a reader to the first line.
     *
     * @param call the id of the call
     */
    IdentityFields brief(String call) {
        return IdentityFields.of("call", call, "trace", trace, "namespace", pod.namespace(), "pod", pod.name());
    }
}
