package meta.core.keep;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.core.record.AttachmentRecord;
import meta.core.record.PodNamespace;
import meta.core.record.PodNsidQuery;
import meta.netlink.Errno;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/**
 * Remembers the nsids of the pods' network namespaces in the node's namespace, and which of these namespaces no longer exist. Not
 * thread-safe.
 *
 * <p>The methods that ask the kernel throw a {@link meta.netlink.socket.NetlinkException} if the socket fails or the reply does not arrive
 * in time. They throw a {@link meta.netlink.message.MalformedMessageException} if the reply cannot be decoded.
 */
final class PodNsids {
    private final NetlinkSocket socket;
    private final Map<Integer, Set<String>> keys = new HashMap<>();

    /** By nsid, the namespace that had it when {@link #put} asked for it. */
    private final Map<Integer, PodNamespace> pods = new HashMap<>();

    /** The nsids by the keys of the attachments' records. */
    private final Map<String, Integer> ids = new HashMap<>();
    /** The keys of the attachments whose namespace no longer exists. */
    private final Set<String> ended = new HashSet<>();

    /** @param socket a socket in the node's network namespace; the caller closes it */
    PodNsids(NetlinkSocket socket) {
        this.socket = socket;
    }

    /**
     * Asks the kernel for the nsid of an attachment's namespace, and forgets a recorded end of this namespace. The nsid can be unknown
     * afterwards ({@link #has}).
     */
    void put(AttachmentRecord record) {
        remove(record.key());
        ended.remove(record.key());
        int id = idOf(record.namespace());
        if (id != PodNsidQuery.NONE) {
            endOthers(id, record.pod());
            pods.put(id, record.namespace());
            ids.put(record.key(), id);
            keys.computeIfAbsent(id, _ -> new HashSet<>()).add(record.key());
        }
    }

    /** {@return the nsid of a namespace; {@link PodNsidQuery#NONE} if it is unknown} */
    private int idOf(PodNamespace pod) {
        try (NetworkNamespace open = NetworkNamespace.open(Path.of(pod.path()))) {
            return open.identity().equals(pod.identity())
                    ? PodNsidQuery.of(open.descriptor(), socket::send)
                    : PodNsidQuery.NONE;
        } catch (NamespaceException | IllegalArgumentException | UncheckedIOException e) {
            return PodNsidQuery.NONE;
        }
    }

    /** Records the end of another namespace that had this nsid: the kernel's notification may have been lost. */
    private void endOthers(int id, String pod) {
        PodNamespace before = pods.get(id);
        if (before != null && !pod.equals(before.identity())) {
            end(id);
        }
    }

    private void remove(String key) {
        Integer id = ids.remove(key);
        Set<String> others = id == null ? null : keys.get(id);
        if (others != null) {
            others.remove(key);
            if (others.isEmpty()) {
                keys.remove(id);
                pods.remove(id);
            }
        }
    }

    /** Forgets all attachments except those with these keys. */
    void retain(Collection<String> kept) {
        for (String key : List.copyOf(ids.keySet())) {
            if (!kept.contains(key)) {
                remove(key);
            }
        }
        ended.retainAll(kept);
    }

    /** {@return whether the nsid of the attachment's namespace is known} */
    boolean has(String key) {
        return ids.containsKey(key);
    }

    /** {@return whether the namespace of an attachment has this nsid} */
    boolean isKnown(int id) {
        return keys.containsKey(id);
    }

    /** {@return the known nsids; changes with this object} */
    Set<Integer> known() {
        return keys.keySet();
    }

    /** {@return the keys of the attachments in the namespace with this nsid; can change with this object} */
    Set<String> keysOf(int id) {
        return keys.getOrDefault(id, Set.of());
    }

    /** Records that the namespace with this nsid no longer exists. */
    void end(int id) {
        for (String key : Set.copyOf(keysOf(id))) {
            remove(key);
            ended.add(key);
        }
    }

    /** Asks the kernel which known nsids no longer exist, and records the ends of their namespaces: notifications may have been lost. */
    void update() {
        List<Integer> asked = List.copyOf(keys.keySet());
        List<Boolean> exist = exists(asked);
        for (int i = 0; i < asked.size(); i++) {
            if (!exist.get(i)) {
                end(asked.get(i));
            }
        }
    }

    /** {@return for each nsid, in order, whether a namespace has it; true if that is unknown} */
    private List<Boolean> exists(List<Integer> asked) {
        return socket
                .send(asked.stream()
                        .map(id -> Request.get(NamespaceIdMessage.ofId(id)))
                        .toList())
                .stream()
                .map(reply -> !(reply instanceof Reply.Rejected rejected
                        && rejected.errno().equals(Errno.ENOENT)))
                .toList();
    }

    /** {@return whether it is known that the namespace of an attachment no longer exists} */
    boolean hasEnded(AttachmentRecord record) {
        return ended.contains(record.key())
                || (!has(record.key()) && record.podId() != PodNsidQuery.NONE && hasLost(record.podId(), record.pod()));
    }

    private boolean hasLost(int id, String pod) {
        if (!exists(List.of(id)).getFirst()) {
            return true;
        }
        PodNamespace owner = pods.get(id);
        return owner != null && !owner.identity().equals(pod) && idOf(owner) == id;
    }
}
