package meta.core.keep;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.core.record.AttachmentRecord;
import meta.netlink.Errno;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.message.NetlinkMessage;
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
        try (NetworkNamespace pod =
                NetworkNamespace.open(Path.of(record.attachment().netns()))) {
            if (pod.identity().equals(record.pod())) {
                int id = idOf(pod);
                if (id >= 0) {
                    ids.put(record.key(), id);
                    keys.computeIfAbsent(id, _ -> new HashSet<>()).add(record.key());
                }
            }
        } catch (NamespaceException | IllegalArgumentException e) {
            return; // a later call tries again
        }
    }

    private int idOf(NetworkNamespace pod) {
        return switch (socket.send(List.of(Request.get(NamespaceIdMessage.ofDescriptor(pod.descriptor()))))
                .getFirst()) {
            case Reply.Acknowledged(List<NetlinkMessage> answers) ->
                !answers.isEmpty() && answers.getFirst() instanceof NamespaceIdMessage id && id.nsid() != null
                        ? id.nsid()
                        : -1;
            case Reply.Rejected _ -> -1;
        };
    }

    private void remove(String key) {
        Integer id = ids.remove(key);
        Set<String> others = id == null ? null : keys.get(id);
        if (others != null) {
            others.remove(key);
            if (others.isEmpty()) {
                keys.remove(id);
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
        List<Reply> replies = socket.send(asked.stream()
                .map(id -> Request.get(NamespaceIdMessage.ofId(id)))
                .toList());
        for (int i = 0; i < asked.size(); i++) {
            if (replies.get(i) instanceof Reply.Rejected rejected
                    && rejected.errno().equals(Errno.ENOENT)) {
                end(asked.get(i));
            }
        }
    }

    /** {@return whether, as the kernel has reported, the namespace of the attachment no longer exists} */
    boolean hasEnded(String key) {
        return ended.contains(key);
    }
}
