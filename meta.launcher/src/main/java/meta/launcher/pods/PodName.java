package meta.launcher.pods;

import meta.core.record.AttachmentRecord;

/**
 * The names by which a user can know a pod.
 *
 * @param namespace the Kubernetes namespace; empty if the runtime has not given it
 * @param name empty if the runtime has not given it
 * @param netns the path of the network namespace
 */
public record PodName(String namespace, String name, String containerId, String netns) {
    private static final int SHORT_ID = 13; // as crictl shows

    public static PodName of(AttachmentRecord record) {
        var args = record.args();
        var attachment = record.attachment();
        return new PodName(args.podNamespace(), args.podName(), attachment.containerId(), attachment.netns());
    }

    /** {@return {@code namespace/name}, or only the name if the namespace is empty} */
    public String qualified() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    /** {@return {@code namespace/name}, or the beginning of the container id if the name is empty} */
    public String shown() {
        return name.isEmpty() ? containerId.substring(0, Math.min(SHORT_ID, containerId.length())) : qualified();
    }

    @Override
    public String toString() {
        return (name.isEmpty() ? "" : qualified() + "  ") + "container " + containerId + "  " + netns;
    }
}
