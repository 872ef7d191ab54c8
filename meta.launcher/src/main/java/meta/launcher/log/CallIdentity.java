package meta.launcher.log;

/**
 * Whose call this is: said once, when its log is opened, and then part of every line. What is unknown is the empty string, and
 * left out of the line.
 *
 * @param plugin the plugin's type, as {@code veth}
 * @param verb {@code CNI_COMMAND}
 * @param container {@code CNI_CONTAINERID}
 * @param ifname {@code CNI_IFNAME}
 * @param netns {@code CNI_NETNS}
 * @param pod the pod that the container belongs to
 */
public record CallIdentity(String plugin, String verb, String container, String ifname, String netns, PodIdentity pod) {

    IdentityFields fields() {
        return IdentityFields.of(
                "plugin", plugin,
                "verb", verb,
                "namespace", pod.namespace(),
                "pod", pod.name(),
                "uid", pod.uid(),
                "infra", pod.infraContainer(),
                "container", container,
                "ifname", ifname,
                "netns", netns);
    }
}
