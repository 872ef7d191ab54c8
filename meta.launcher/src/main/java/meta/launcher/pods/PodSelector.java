package meta.launcher.pods;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import meta.core.record.AttachmentRecord;
import meta.core.record.KnownAttachments.Known;

/**
 * Finds the pod that a text of the user denotes: {@code namespace/name}, a container id or its beginning, a process id, or the path or name
 * of a network namespace.
 *
 * @param namespaces the identities ({@link meta.netlink.netns.NetworkNamespace#identity}) of network namespaces that the text denotes
 */
public record PodSelector(String given, Set<String> namespaces) {
    public sealed interface Choice {}

    /** The text denotes one pod, with at least one attachment. */
    public record OnePod(List<Known> attachments) implements Choice {}

    /**
     * The text denotes no pod, or several.
     *
     * @param pods the pods that the text denotes, or all pods if it denotes none
     */
    public record NotOnePod(boolean isAmbiguous, List<PodName> pods) implements Choice {}

    public PodSelector {
        namespaces = Set.copyOf(namespaces);
    }

    /** {@return the choice among all attachments} A complete container id has precedence over everything else. */
    public Choice of(List<Known> all) {
        List<Known> whole =
                chosen(all, record -> record.attachment().containerId().equals(given));
        List<Known> found = whole.isEmpty() ? chosen(all, this::isMeant) : whole;
        Map<String, PodName> pods = pods(found);
        return switch (pods.size()) {
            case 0 -> new NotOnePod(false, List.copyOf(pods(all).values()));
            case 1 -> new OnePod(found);
            default -> new NotOnePod(true, List.copyOf(pods.values()));
        };
    }

    private static List<Known> chosen(List<Known> all, Predicate<AttachmentRecord> isMeant) {
        return all.stream().filter(known -> isMeant.test(known.record())).toList();
    }

    private boolean isMeant(AttachmentRecord record) {
        PodName pod = PodName.of(record);
        boolean isBeginning = !given.isEmpty() && pod.containerId().startsWith(given);
        return isBeginning
                || (!pod.name().isEmpty() && given.equals(pod.qualified()))
                || (!given.isEmpty() && given.equals(pod.netns()))
                || namespaces.contains(record.pod());
    }

    /** {@return the pods of attachments, by the identities of their network namespaces, or by container id if the namespace is unknown} */
    private static Map<String, PodName> pods(List<Known> attachments) {
        Map<String, PodName> pods = new LinkedHashMap<>();
        for (Known known : attachments) {
            AttachmentRecord record = known.record();
            String key = record.pod().isEmpty() ? record.attachment().containerId() : record.pod();
            pods.putIfAbsent(key, PodName.of(record));
        }
        return pods;
    }
}
