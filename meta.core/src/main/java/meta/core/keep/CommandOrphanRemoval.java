package meta.core.keep;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import meta.core.call.CallServices;
import meta.core.call.OrphanRemovalCall;
import meta.core.keep.OrphanWait.Presence;
import meta.core.record.AttachmentRecord;
import meta.netlink.socket.NetlinkSocket;

/**
 * Removes orphans in a command, without an agent. An orphan must not be removed before the note about it ({@link #note}) is a minute old,
 * because its DEL may still arrive.
 *
 * <p>The calling thread must be in the node's network namespace.
 */
public final class CommandOrphanRemoval {
    private final Predicate<AttachmentRecord> removal;
    private final OrphanTimestamps notes;
    private final NodeProcesses processes;

    /** The state of an attachment whose path does not lead to its network namespace, or cannot be read. */
    public enum Orphan {
        /** The namespace exists or may exist. */
        UNCERTAIN,
        /** The namespace no longer exists, but the attachment must not be removed yet. */
        WAITING,
        /** The namespace no longer exists, and the attachment may be removed. */
        DUE
    }

    /** @param services provide the records; the notes are in the folder {@code orphans} beside the folder of the records */
    public CommandOrphanRemoval(CallServices services) {
        this(
                new OrphanRemovalCall(services)::remove,
                new OrphanTimestamps(services.records().folder().resolveSibling("orphans")),
                new NodeProcesses(Path.of("/proc")));
    }

    CommandOrphanRemoval(Predicate<AttachmentRecord> removal, OrphanTimestamps notes, NodeProcesses processes) {
        this.removal = removal;
        this.notes = notes;
        this.processes = processes;
    }

    /**
     * {@return the {@link Orphan} state of each attachment that has one, by the key of its record}
     *
     * @throws meta.netlink.socket.NetlinkException if a netlink socket cannot be opened or fails, or a reply does not arrive in time
     * @throws meta.netlink.message.MalformedMessageException if a reply of the kernel cannot be decoded
     */
    public Map<String, Orphan> find(Collection<AttachmentRecord> records, Instant now) {
        Map<String, Orphan> orphans = new HashMap<>();
        try (NetlinkSocket socket = NetlinkSocket.open()) {
            PodNsids ids = new PodNsids(socket);
            // if an nsid now belongs to another pod, the earlier namespace no longer exists
            records.forEach(ids::put);
            NamespaceSearch namespaces = new NamespaceSearch(ids, processes);
            Map<String, Presence> found = namespaces.find(List.copyOf(records));
            for (AttachmentRecord record : records) {
                if (found.get(record.key()) == Presence.GONE) {
                    orphans.put(record.key(), gone(record, now));
                } else if (namespaces.unreachable().contains(record.key())) {
                    orphans.put(record.key(), Orphan.UNCERTAIN);
                }
            }
        }
        return orphans;
    }

    private Orphan gone(AttachmentRecord record, Instant now) {
        Duration wait = Duration.ofMillis(OrphanWait.WAIT);
        return notes.time(record)
                .filter(noted -> !now.isBefore(noted.plus(wait)))
                .map(_ -> Orphan.DUE)
                .orElse(Orphan.WAITING);
    }

    /**
     * Writes a note about each orphan whose namespace no longer exists, and removes all other notes. A note that is not older than the
     * attachment's ADD keeps its time.
     *
     * @param records all attachments of the node
     * @param orphans the result of {@link #find}
     * @param now the time of new notes
     * @throws IOException if a note cannot be written or removed, or the folder of the notes cannot be read or is not a {@link
     *     meta.netlink.unix.TrustedPath}
     */
    public void note(Collection<AttachmentRecord> records, Map<String, Orphan> orphans, Instant now)
            throws IOException {
        Map<String, Orphan> gone = new HashMap<>(orphans);
        gone.values().removeIf(orphan -> orphan == Orphan.UNCERTAIN);
        notes.retain(gone.keySet());
        for (AttachmentRecord record : records) {
            if (gone.containsKey(record.key()) && notes.time(record).isEmpty()) {
                notes.write(record, now);
            }
        }
    }

    /**
     * Removes an orphan as {@link OrphanRemovalCall#remove} does, with the same result and exceptions.
     *
     * @param record a record whose state is {@link Orphan#DUE}, which is not checked
     */
    public boolean remove(AttachmentRecord record) {
        return removal.test(record);
    }
}
