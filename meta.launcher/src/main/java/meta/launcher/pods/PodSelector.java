package meta.launcher.pods;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import meta.core.record.AttachmentRecord;
import meta.core.record.KnownAttachments.Known;

/**
 * Finds the pod that the user has named: {@code namespace/name}, a container id or its beginning, a process id, or the path or name of a network
 * namespace.
 *
 * @param given the user's text
 * @param namespaces the network namespaces that the text leads to as a path, a name or a process id, as
 *     {@link meta.netlink.netns.NetworkNamespace#identity} names them
 */
public record PodSelector(String given, Set<String> namespaces) {
    /** The attachments that were chosen. */
    public sealed interface Choice {}

    /** The attachments of one pod; at least one. */
    public record OnePod(List<Known> attachments) implements Choice {}

    /**
     * The text denotes no pod, or several.
     *
     * @param pods the pods that it can denote, or all pods if it denotes none
     */
    public record NotOnePod(boolean isAmbiguous, List<PodName> pods) implements Choice {}

    public PodSelector {
        namespaces = Set.copyOf(namespaces);
    }

    /** {@return the attachments of the pod, out of all} */
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

    /** Two attachments belong to one pod if they have the same network namespace, whatever their container ids are. */
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
