package meta.launcher.pods;

import meta.core.record.AttachmentRecord;

/**
 * The names and ids by which a user can recognize a pod.
 *
 * @param namespace the Kubernetes namespace; empty if unknown
 * @param name the name of the Kubernetes pod; empty if unknown
 * @param containerId the container id of the CNI calls
 * @param netns the path of the network namespace
 */
public record PodIdentifiers(String namespace, String name, String containerId, String netns) {
    private static final int SHORT_ID = 13;

    /** {@return the identifiers of an attachment's pod} */
    public static PodIdentifiers of(AttachmentRecord record) {
        var args = record.args();
        var attachment = record.attachment();
        return new PodIdentifiers(args.podNamespace(), args.podName(), attachment.containerId(), attachment.netns());
    }

    /** {@return {@code namespace/name}, or only the name if the namespace is empty} */
    public String qualified() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    /** {@return the {@linkplain #qualified qualified} name; if the pod has no name, at most 13 characters of the container id} */
    public String shown() {
        return name.isEmpty() ? containerId.substring(0, Math.min(SHORT_ID, containerId.length())) : qualified();
    }

    /** {@return a line for a list of pods} */
    @Override
    public String toString() {
        return (name.isEmpty() ? "" : qualified() + "  ") + "container " + containerId + "  " + netns;
    }
}
