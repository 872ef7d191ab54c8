package meta.launcher.log;

/**
 * Whose call this is. The first line of a call has all of it; the others have the call's id, which is the same in all lines of a call, and
 * the pod's name. What is unknown is the empty string, and left out of the line.
 *
 * @param plugin the plugin's type, as {@code veth}
 * @param verb {@code CNI_COMMAND}
 * @param container {@code CNI_CONTAINERID}
 * @param ifname {@code CNI_IFNAME}
 * @param netns {@code CNI_NETNS}
 * @param pod the pod that the container belongs to
 */
public record CallIdentity(String plugin, String verb, String container, String ifname, String netns, PodIdentity pod) {

    /**
     * {@return all of it}
     *
     * @param call what tells this call from others
     */
    IdentityFields whole(String call) {
        String infra =
                pod.infraContainer().equals(container) ? "" : pod.infraContainer(); // with Kubernetes they are the same
        return IdentityFields.of(
                "call", call,
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

    /** {@return what is enough to find the first line} */
    IdentityFields brief(String call) {
        return IdentityFields.of("call", call, "namespace", pod.namespace(), "pod", pod.name());
    }
}
