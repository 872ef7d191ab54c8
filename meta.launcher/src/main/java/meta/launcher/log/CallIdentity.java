package meta.launcher.log;

/**
 * The fields that identify a call in the log. A field whose value is not known is empty, and is left out in log lines.
 *
 * @param plugin the plugin type
 * @param verb the value of {@code CNI_COMMAND}; {@code REPAIR} for a repair, {@code SWEEP} for the removal of an orphan
 * @param container the container id
 * @param ifname the name of the NIC
 * @param netns the path of the pod's network namespace
 * @param pod the pod's names and ids in Kubernetes
 * @param trace the result of {@link TraceParentVariable#in}
 */
public record CallIdentity(
        String plugin, String verb, String container, String ifname, String netns, PodIdentity pod, String trace) {

    /**
     * {@return the known fields, without the id of the pod's infra container if it equals {@link #container}}
     *
     * @param call the id that all lines of the call have
     */
    IdentityFields full(String call) {
        String infra =
                pod.infraContainer().equals(container) ? "" : pod.infraContainer(); // in Kubernetes, the ids are equal
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

    /** {@return the few fields for the later lines of a call} */
    IdentityFields brief(String call) {
        return IdentityFields.of("call", call, "trace", trace, "namespace", pod.namespace(), "pod", pod.name());
    }
}
