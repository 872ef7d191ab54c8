package meta.core.record;

import java.util.List;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/**
 * The id that a pod's network namespace has in the host's. The kernel's messages to the host identify the pod by it.
 *
 * <p>The kernel assigns the id when the first pair of devices joins the two namespaces, and withdraws it only when the pod's namespace ends. Another
 * namespace may then get the same id.
 */
public final class PodNamespaceId {
    /** The namespace has no id, because no pair of devices leads from the host to the pod, or the id is unknown. */
    public static final int NONE = -1;

    private PodNamespaceId() {}

    /** Sends requests in the host's namespace. */
    public interface Host {
        /** {@return the reply to each request, in the order of the requests} */
        List<Reply> send(List<Request> requests);
    }

    /**
     * {@return the id, from 0; {@link #NONE} if there is none, or the kernel refuses the request}
     *
     * @param pod an open file descriptor of the pod's namespace
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
