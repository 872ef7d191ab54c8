package meta.launcher.pods;

import meta.core.record.AttachmentRecord;

/**
 * The names and ids by which a user can recognize a pod.
 *
 * @param namespace the Kubernetes namespace; empty if the runtime did not pass it to the ADD
 * @param name the name of the Kubernetes pod; empty if the runtime did not pass it to the ADD
 * @param containerId the container id of the CNI calls
 * @param netns the path of the network namespace
 */
public record PodIdentifiers(String namespace, String name, String containerId, String netns) {
    private static final int SHORT_ID = 13; // as crictl shows

    /** {@return the names and ids of the pod of an attachment} */
    public static PodIdentifiers of(AttachmentRecord record) {
        var args = record.args();
        var attachment = record.attachment();
        return new PodIdentifiers(args.podNamespace(), args.podName(), attachment.containerId(), attachment.netns());
    }

    /** {@return {@code namespace/name}, or only the name if the namespace is empty} {@link #name} must not be empty. */
    public String qualified() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    /** {@return a short name for people: {@code namespace/name}, or at most 13 characters of the container id if {@link #name} is empty} */
    public String shown() {
        return name.isEmpty() ? containerId.substring(0, Math.min(SHORT_ID, containerId.length())) : qualified();
    }

    /** {@return the line that users see in a list of pods: the name (if the pod has a name), the container id, and the path of the namespace} */
    @Override
    public String toString() {
        return (name.isEmpty() ? "" : qualified() + "  ") + "container " + containerId + "  " + netns;
    }
}
