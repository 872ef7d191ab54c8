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
 * The ids that the pods' namespaces have in the node's namespace, and which of these namespaces no longer exist. Notifications name a namespace by
 * its id.
 */
final class PodIds {
    private final NetlinkSocket socket;
    private final Map<Integer, Set<String>> keys = new HashMap<>();

    /** The namespaces that had these ids at the time of {@link #put}. */
    private final Map<Integer, PodNamespace> pods = new HashMap<>();

    private final Map<String, Integer> ids = new HashMap<>();
    private final Set<String> ended = new HashSet<>();

    /** @param socket a socket in the node's namespace */
    PodIds(NetlinkSocket socket) {
        this.socket = socket;
    }

    /**
     * Finds out the id of an attachment's namespace. A namespace to which no veth pair leads has no id, and the kernel does not report its changes.
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

    /** {@return the id of a namespace; none if its path does not lead to it: a later call tries again} */
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
     * Records that the kernel has given the id to another namespace: the former namespace with this id has ended. Its notification may have been
     * lost.
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

    /** Records that, as the kernel has reported, the namespace with this id no longer exists. */
    void end(int id) {
        for (String key : Set.copyOf(keysOf(id))) {
            remove(key);
            ended.add(key);
        }
    }

    /** Asks the kernel which namespaces no longer exist: a report may have been lost. */
    void update() {
        List<Integer> asked = List.copyOf(keys.keySet());
        List<Boolean> exist = exists(asked);
        for (int i = 0; i < asked.size(); i++) {
            if (!exist.get(i)) {
                end(asked.get(i));
            }
        }
    }

    /** {@return for each id, whether a namespace has it; true if the kernel does not answer} */
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
     * <p>The kernel has reported it; or no namespace has the recorded id any more; or the one with this id is that of another attachment.
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
