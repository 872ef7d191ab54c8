package meta.core.kernel;

import java.util.List;
import meta.netlink.Errno;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;

/**
 * Passes all calls to the real kernel, but loses the replies to one call of {@code send}. The kernel carries out the requests of this call, and then
 * the call throws a {@link NetlinkException}.
 */
public final class LostReplyKernel implements DelegatingKernel {
    private final KernelPort real;
    private final int lost;
    private int calls;

    /** @param lost the number, from 1, of the call of {@code send} whose replies are lost */
    public LostReplyKernel(KernelPort real, int lost) {
        this.real = real;
        this.lost = lost;
    }

    /** {@return the number of calls of {@code send} until now, including the one whose replies were lost} */
    public int calls() {
        return calls;
    }

    @Override
    public KernelPort real() {
        return real;
    }

    @Override
    public List<Reply> send(Netns netns, List<Request> requests) {
        List<Reply> replies = real.send(netns, requests);
        if (++calls == lost) {
            throw new NetlinkException("recvmsg", Errno.of(110));
        }
        return replies;
    }
}
