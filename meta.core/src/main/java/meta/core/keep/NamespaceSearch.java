package meta.core.keep;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meta.core.keep.OrphanWait.Presence;
import meta.core.record.AttachmentRecord;

/**
 * Finds out whether the network namespaces of attachments exist. The first of these rules that applies decides:
 *
 * <ol>
 *   <li>The namespace exists if the path in the record leads to it.
 *   <li>It no longer exists if {@link PodNsids#hasEnded} is true.
 *   <li>It exists if its nsid is known.
 *   <li>It is unknown whether it exists if the record lacks its identity, or this process cannot see all processes of the node.
 *   <li>It exists if a process is in it, or if the path leads to it in the mount namespace of the node's first process. Otherwise, it no longer
 *       exists.
 * </ol>
 */
final class NamespaceSearch {
    private final PodNsids ids;
    private final NodeProcesses processes;

    private final Set<String> unreachable = new HashSet<>();

    NamespaceSearch(PodNsids ids, NodeProcesses processes) {
        this.ids = ids;
        this.processes = processes;
    }

    /** {@return whether each namespace exists, by the key of the attachment} Also updates the nsids ({@link PodNsids#update}). */
    Map<String, Presence> find(Iterable<AttachmentRecord> records) {
        unreachable.clear();
        Map<String, Presence> found = new HashMap<>();
        Search search = new Search();
        ids.update();
        for (AttachmentRecord record : records) {
            String path = record.attachment().netns();
            boolean isThere = record.namespace().isThere();
            Presence presence = isThere ? Presence.PRESENT : search.elsewhere(record, path);
            if (!isThere && presence != Presence.GONE) {
                unreachable.add(record.key());
            }
            found.put(record.key(), presence);
        }
        return found;
    }

    /**
     * {@return the attachments in the last {@link #find} whose namespace may exist, but not at its path; the set changes with the next {@code find}}
     */
    Set<String> unreachable() {
        return unreachable;
    }

    private final class Search {
        private Optional<Set<String>> namespaces = Optional.empty();
        private boolean hasRead;

        Presence elsewhere(AttachmentRecord record, String path) {
            if (ids.hasEnded(record)) {
                return Presence.GONE;
            }
            if (ids.has(record.key())) {
                return Presence.PRESENT;
            }
            return record.pod().isEmpty() ? Presence.UNKNOWN : byProcesses(path, record.pod());
        }

        private Presence byProcesses(String path, String identity) {
            if (!hasRead) {
                hasRead = true;
                namespaces = processes.networkNamespaces();
            }
            if (namespaces.isEmpty()) {
                return Presence.UNKNOWN;
            }
            try {
                return namespaces.get().contains(identity) || processes.leadsTo(path, identity)
                        ? Presence.PRESENT
                        : Presence.GONE;
            } catch (IOException | InvalidPathException e) {
                return Presence.UNKNOWN;
            }
        }
    }
}
