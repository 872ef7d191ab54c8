package meta.launcher.pods;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import meta.core.record.AttachmentRecord;
import meta.core.record.KnownAttachments.Known;

/**
 * Finds the pod that a text from the user denotes. The text can be {@code namespace/name}, a container id or the beginning of one, a
 * process id, or the path or name of a network namespace.
 *
 * @param given the text
 * @param namespaces the identities of the network namespaces that the text denotes
 */
public record PodSelector(String given, Set<String> namespaces) {
    /** The result of a selection. */
    public sealed interface Choice {}

    /**
     * The text denotes exactly one pod.
     *
     * @param attachments the attachments that the text denotes, at least one
     */
    public record OnePod(List<Known> attachments) implements Choice {}

    /**
     * The text denotes no pod, or several pods.
     *
     * @param isAmbiguous whether the text denotes several pods
     * @param pods the pods that the text denotes or, if there are none, all pods
     */
    public record NotOnePod(boolean isAmbiguous, List<PodIdentifiers> pods) implements Choice {}

    public PodSelector {
        namespaces = Set.copyOf(namespaces);
    }

    /**
     * {@return the pod that the text denotes, or the pods from which the user can choose} A complete container id has priority over the
     * other meanings of the text.
     *
     * @param all the attachments of the node
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

    /** {@return the pods by the identity of their network namespace or, if unknown, by the container id} */
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
