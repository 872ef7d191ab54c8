package meta.core.kernel;

import java.util.List;
import meta.netlink.Errno;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;

/**
 * Passes all calls to the real kernel. The answer of one call of {@code send} is lost: the call throws a {@link NetlinkException} after the kernel
 * has executed its requests.
 */
public final class LostReplyKernel implements DelegatingKernel {
    private final KernelPort real;
    private final int lost;
    private int calls;

    /** @param lost the index, from 1, of the call of {@code send} whose answer is lost */
    public LostReplyKernel(KernelPort real, int lost) {
        this.real = real;
        this.lost = lost;
    }

    /** {@return the number of calls of {@code send}, including the one without an answer} */
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
