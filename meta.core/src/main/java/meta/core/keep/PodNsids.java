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
import meta.core.record.PodNsid;
import meta.netlink.Errno;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/** The nsids of the pods' network namespaces in the node's namespace, and which of these namespaces no longer exist. */
final class PodNsids {
    private final NetlinkSocket socket;
    private final Map<Integer, Set<String>> keys = new HashMap<>();

    /** The namespaces that had these nsids when {@link #put} asked for them. */
    private final Map<Integer, PodNamespace> pods = new HashMap<>();

    private final Map<String, Integer> ids = new HashMap<>();
    private final Set<String> ended = new HashSet<>();

    /** @param socket a socket in the node's namespace */
    PodNsids(NetlinkSocket socket) {
        this.socket = socket;
    }

    /**
     * Asks for the nsid of an attachment's namespace, which counts as existing from now on. It has none if its path does not lead there, or if no
     * device connects it with the node's namespace. The kernel then reports no changes in it.
     */
    void put(AttachmentRecord record) {
        remove(record.key());
        ended.remove(record.key());
        int id = idOf(record.namespace());
        if (id != PodNsid.NONE) {
            endOthers(id, record.pod());
            pods.put(id, record.namespace());
            ids.put(record.key(), id);
            keys.computeIfAbsent(id, _ -> new HashSet<>()).add(record.key());
        }
    }

    /** {@return the nsid of a namespace; {@link PodNsid#NONE} if there is none, or the namespace cannot be found by its path} */
    private int idOf(PodNamespace pod) {
        try (NetworkNamespace open = NetworkNamespace.open(Path.of(pod.path()))) {
            return open.identity().equals(pod.identity()) ? PodNsid.of(open.descriptor(), socket::send) : PodNsid.NONE;
        } catch (NamespaceException | IllegalArgumentException | UncheckedIOException e) {
            return PodNsid.NONE;
        }
    }

    /** Records the end of another namespace that had the nsid before. The kernel's notification may have been lost. */
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

    /** {@return whether the namespace of the attachment has a known nsid} */
    boolean has(String key) {
        return ids.containsKey(key);
    }

    boolean isKnown(int id) {
        return keys.containsKey(id);
    }

    Set<Integer> known() {
        return keys.keySet();
    }

    /** {@return the attachments in the namespace with this nsid; empty if the nsid is not known} */
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

    /** Asks the kernel which namespaces no longer exist: notifications may have been lost. */
    void update() {
        List<Integer> asked = List.copyOf(keys.keySet());
        List<Boolean> exist = exists(asked);
        for (int i = 0; i < asked.size(); i++) {
            if (!exist.get(i)) {
                end(asked.get(i));
            }
        }
    }

    /** {@return for each nsid, whether a namespace has it; also true if the kernel rejects the request with another error than {@code ENOENT}} */
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
     * {@return whether the namespace of an attachment has ended} It has if the kernel has reported its end, or the recorded nsid belongs to no
     * namespace or to another one.
     */
    boolean hasEnded(AttachmentRecord record) {
        return ended.contains(record.key())
                || (!has(record.key()) && record.podId() != PodNsid.NONE && hasLost(record.podId(), record.pod()));
    }

    private boolean hasLost(int id, String pod) {
        if (!exists(List.of(id)).getFirst()) {
            return true;
        }
        PodNamespace owner = pods.get(id);
        return owner != null && !owner.identity().equals(pod) && idOf(owner) == id;
    }
}
