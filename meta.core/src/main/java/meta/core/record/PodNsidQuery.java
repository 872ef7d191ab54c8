package meta.core.record;

import java.util.List;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/**
 * Finds the nsid of a pod's network namespace: the number by which the kernel refers to that namespace in the node's network namespace.
 * After the pod's namespace has ended, another namespace may get the same number.
 */
public final class PodNsidQuery {
    /** Stands for a missing or unknown nsid. */
    public static final int NONE = -1;

    private PodNsidQuery() {}

    /** Sends netlink requests in the node's network namespace. */
    public interface Host {
        /**
         * {@return the reply to each request, in the order of the requests}
         *
         * @throws NetlinkException if the socket fails, or a reply does not arrive
         * @throws MalformedMessageException if a reply cannot be decoded
         */
        List<Reply> send(List<Request> requests);
    }

    /**
     * {@return the nsid, 0 or more; {@link #NONE} if the namespace has no nsid, or the kernel rejects the request}
     *
     * @param pod an open file descriptor of the pod's network namespace
     * @throws NetlinkException as for {@link Host#send}
     * @throws MalformedMessageException as for {@link Host#send}
     */
    public static int of(int pod, Host host) {
        Reply reply = host.send(List.of(Request.get(NamespaceIdMessage.ofDescriptor(pod))))
                .getFirst();
        return reply instanceof Reply.Acknowledged(List<NetlinkMessage> answers)
                        && !answers.isEmpty()
                        && answers.getFirst() instanceof NamespaceIdMessage id
                        && id.nsid() != null
                ? id.nsid()
                : NONE;
    }
}
