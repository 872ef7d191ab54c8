package meta.core.record;

import java.util.List;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/**
 * The nsid of a pod's network namespace in the node's. Notifications of the kernel about the pod contain it.
 *
 * <p>The kernel assigns the nsid when a pair of devices joins the two namespaces, or when a device is moved from the node to the pod. The kernel
 * withdraws the nsid only when the pod's namespace ends. Another namespace may then get the same number.
 */
public final class PodNsid {
    /** The namespace has no nsid, or the nsid is unknown. */
    public static final int NONE = -1;

    private PodNsid() {}

    /** Sends requests in the node's network namespace. */
    public interface Host {
        List<Reply> send(List<Request> requests);
    }

    /**
     * {@return the nsid, 0 or more; {@link #NONE} if there is none, or the kernel rejects the request} Throws what {@link Host#send} throws.
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
