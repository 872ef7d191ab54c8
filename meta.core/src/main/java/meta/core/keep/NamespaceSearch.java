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
 * Finds out whether the network namespaces of attachments exist. The sources are the paths in the records, the nsids ({@link PodNsids}) and
 * the node's processes ({@link NodeProcesses}). If they do not suffice, the result is {@link Presence#UNKNOWN}.
 */
final class NamespaceSearch {
    private final PodNsids ids;
    private final NodeProcesses processes;

    private final Set<String> unreachable = new HashSet<>();

    NamespaceSearch(PodNsids ids, NodeProcesses processes) {
        this.ids = ids;
        this.processes = processes;
    }

    /**
     * {@return whether the namespace of each attachment exists, by the key of its record} Also updates the nsids.
     *
     * @throws meta.netlink.socket.NetlinkException as for {@link PodNsids}
     * @throws meta.netlink.message.MalformedMessageException as for {@link PodNsids}
     */
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
     * {@return the keys of the unreachable attachments in the last {@link #find}} The namespace of such an attachment exists or may exist,
     * but the path in the record does not lead to it or cannot be read. The set changes with the next {@code find}.
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
