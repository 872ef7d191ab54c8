package meta.core.keep;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.core.record.AttachmentRecord;
import meta.core.record.PodNamespace;
import meta.core.record.PodNamespaceId;
import meta.netlink.Errno;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/**
 * The ids that the pods' namespaces have in the node's namespace, and which of these namespaces no longer exist. A notification contains the id of
 * its namespace.
 */
final class PodIds {
    private final NetlinkSocket socket;
    private final Map<Integer, Set<String>> keys = new HashMap<>();

    /** The namespaces that had these ids when {@link #put} asked for the ids. */
    private final Map<Integer, PodNamespace> pods = new HashMap<>();

    private final Map<String, Integer> ids = new HashMap<>();
    private final Set<String> ended = new HashSet<>();

    /** @param socket a socket in the node's namespace */
    PodIds(NetlinkSocket socket) {
        this.socket = socket;
    }

    /**
     * Asks for the id of an attachment's namespace. The attachment has no id if its path does not lead to the namespace, or if no pair of devices
     * leads from the node to the namespace; the kernel does not report changes in such a namespace.
     */
    void put(AttachmentRecord record) {
        remove(record.key());
        ended.remove(record.key());
        int id = idOf(record.namespace());
        if (id != PodNamespaceId.NONE) {
            endOthers(id, record.pod());
            pods.put(id, record.namespace());
            ids.put(record.key(), id);
            keys.computeIfAbsent(id, _ -> new HashSet<>()).add(record.key());
        }
    }

    /** {@return the id of a namespace; {@link PodNamespaceId#NONE} if the namespace has none, or its path does not lead to it} */
    private int idOf(PodNamespace pod) {
        try (NetworkNamespace open = NetworkNamespace.open(Path.of(pod.path()))) {
            return open.identity().equals(pod.identity())
                    ? PodNamespaceId.of(open.descriptor(), socket::send)
                    : PodNamespaceId.NONE;
        } catch (NamespaceException | IllegalArgumentException e) {
            return PodNamespaceId.NONE;
        }
    }

    /**
     * If the id belonged to another namespace before, records that this namespace has ended. The kernel's notification of its end may have been lost.
     */
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

    /** Forgets all other attachments. */
    void retain(Collection<String> kept) {
        for (String key : List.copyOf(ids.keySet())) {
            if (!kept.contains(key)) {
                remove(key);
            }
        }
        ended.retainAll(kept);
    }

    /** {@return whether the namespace of the attachment has an id} */
    boolean has(String key) {
        return ids.containsKey(key);
    }

    boolean isKnown(int id) {
        return keys.containsKey(id);
    }

    Set<Integer> known() {
        return keys.keySet();
    }

    /** {@return the attachments in the namespace with this id} */
    Set<String> keysOf(int id) {
        return keys.getOrDefault(id, Set.of());
    }

    /** Records that the namespace with this id no longer exists. */
    void end(int id) {
        for (String key : Set.copyOf(keysOf(id))) {
            remove(key);
            ended.add(key);
        }
    }

    /** Asks the kernel which namespaces no longer exist, because notifications may have been lost. */
    void update() {
        List<Integer> asked = List.copyOf(keys.keySet());
        List<Boolean> exist = exists(asked);
        for (int i = 0; i < asked.size(); i++) {
            if (!exist.get(i)) {
                end(asked.get(i));
            }
        }
    }

    /** {@return for each id, whether a namespace has it; also true if the kernel rejects the question for another reason} */
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

    /**
     * {@return whether the namespace of an attachment has ended}
     *
     * <p>It has ended if the kernel has reported it, if no namespace has the recorded id any more, or if the id now belongs to the namespace of
     * another attachment.
     */
    boolean hasEnded(AttachmentRecord record) {
        return ended.contains(record.key())
                || (!has(record.key())
                        && record.podId() != PodNamespaceId.NONE
                        && hasLost(record.podId(), record.pod()));
    }

    private boolean hasLost(int id, String pod) {
        if (!exists(List.of(id)).getFirst()) {
            return true;
        }
        PodNamespace owner = pods.get(id);
        return owner != null && !owner.identity().equals(pod) && idOf(owner) == id;
    }
}
