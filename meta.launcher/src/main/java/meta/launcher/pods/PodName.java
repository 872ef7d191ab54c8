package meta.launcher.pods;

import meta.core.record.AttachmentRecord;

/**
 * The names of a pod.
 *
 * @param namespace its Kubernetes namespace; empty if the runtime has not given it
 * @param name its name; empty if the runtime has not given it
 * @param containerId the id of its container
 * @param netns the path of its network namespace
 */
public record PodName(String namespace, String name, String containerId, String netns) {
    private static final int SHORT_ID = 13; // as crictl shows it

    /** {@return the names of the pod of an attachment} */
    public static PodName of(AttachmentRecord record) {
        var args = record.args();
        var attachment = record.attachment();
        return new PodName(args.podNamespace(), args.podName(), attachment.containerId(), attachment.netns());
    }

    /** {@return {@code namespace/name}, or only the name if the runtime has given no namespace} */
    public String qualified() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    /** {@return the short name of the pod: {@code namespace/name}, or the beginning of the container id} */
    public String shown() {
        return name.isEmpty() ? containerId.substring(0, Math.min(SHORT_ID, containerId.length())) : qualified();
    }

    /** {@return all names on one line} */
    @Override
    public String toString() {
        return (name.isEmpty() ? "" : qualified() + "  ") + "container " + containerId + "  " + netns;
    }
}
