package meta.launcher.pods;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import meta.core.record.AttachmentRecord;
import meta.core.record.KnownAttachments.Known;

/**
 * Finds the pod that a text from the user denotes. The text is {@code namespace/name}, a container id or the beginning of one, a process
 * id, or the path or name of a network namespace.
 *
 * @param given the text
 * @param namespaces the identities ({@link meta.netlink.netns.NetworkNamespace#identity}) of the network namespaces that the text denotes
 *     as a path, a name or a process id
 */
public record PodSelector(String given, Set<String> namespaces) {
    /** The pod that the text denotes or, if the text does not denote exactly one pod, the pods from which the user can choose. */
    public sealed interface Choice {}

    /**
     * The text denotes exactly one pod.
     *
     * @param attachments the attachments of the pod that the text denotes; at least one
     */
    public record OnePod(List<Known> attachments) implements Choice {}

    /**
     * The text denotes no pod, or several pods.
     *
     * @param isAmbiguous whether the text denotes several pods
     * @param pods the pods that the text denotes; all pods if it denotes none
     */
    public record NotOnePod(boolean isAmbiguous, List<PodIdentifiers> pods) implements Choice {}

    public PodSelector {
        namespaces = Set.copyOf(namespaces);
    }

    /**
     * {@return the pod that the text denotes; if it does not denote exactly one, the pods from which the user can choose} If the text is the
     * complete container id of an attachment, only pods with this container id are considered.
     *
     * @param all the attachments of all pods of the node
     */
    public Choice of(List<Known> all) {
        List<Known> whole =
                matching(all, record -> record.attachment().containerId().equals(given));
        List<Known> found = whole.isEmpty() ? matching(all, this::isMeant) : whole;
        Map<String, PodIdentifiers> pods = pods(found);
        return switch (pods.size()) {
            case 0 -> new NotOnePod(false, List.copyOf(pods(all).values()));
            case 1 -> new OnePod(found);
            default -> new NotOnePod(true, List.copyOf(pods.values()));
        };
    }

    private static List<Known> matching(List<Known> all, Predicate<AttachmentRecord> isMeant) {
        return all.stream().filter(known -> isMeant.test(known.record())).toList();
    }

    private boolean isMeant(AttachmentRecord record) {
        PodIdentifiers pod = PodIdentifiers.of(record);
        boolean isBeginning = !given.isEmpty() && pod.containerId().startsWith(given);
        return isBeginning
                || (!pod.name().isEmpty() && given.equals(pod.qualified()))
                || (!given.isEmpty() && given.equals(pod.netns()))
                || namespaces.contains(record.pod());
    }

    /** {@return the pods of the attachments} A key is the identity of the pod's network namespace or, if that is unknown, the container id. */
    private static Map<String, PodIdentifiers> pods(List<Known> attachments) {
        Map<String, PodIdentifiers> pods = new LinkedHashMap<>();
        for (Known known : attachments) {
            AttachmentRecord record = known.record();
            String key = record.pod().isEmpty() ? record.attachment().containerId() : record.pod();
            pods.putIfAbsent(key, PodIdentifiers.of(record));
        }
        return pods;
    }
}
