package meta.core.record;

import java.util.List;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/**
 * The id of a pod's network namespace within the host's, by which the kernel names the pod in messages to the host.
 *
 * <p>The kernel assigns it with the first device pair between the two, and takes it back only when the pod's namespace ends. Another namespace may
 * get it afterwards.
 */
public final class PodNamespaceId {
    /** No pair of devices leads from the host to the pod, or the id is unknown. */
    public static final int NONE = -1;

    private PodNamespaceId() {}

    /** Sends requests in the host's namespace, in one system call. */
    public interface Host {
        /** {@return the reply to each request} */
        List<Reply> send(List<Request> requests);
    }

    /**
     * {@return the id, from 0, or {@link #NONE}}
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
