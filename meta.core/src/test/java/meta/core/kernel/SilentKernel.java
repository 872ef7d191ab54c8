package meta.core.kernel;

import java.util.List;
import meta.netlink.Errno;
import meta.netlink.packet.PacketSocket;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;

/** A kernel that carries out what one call asks, and whose answer to it is lost. */
public final class SilentKernel implements KernelPort {
    private final KernelPort real;
    private final int lost;
    private int calls;

    /** @param lost the how manieth call is not answered, from 1 */
    public SilentKernel(KernelPort real, int lost) {
        this.real = real;
        this.lost = lost;
    }

    /** {@return how many calls there were} */
    public int calls() {
        return calls;
    }

    @Override
    public boolean has(Netns netns) {
        return real.has(netns);
    }

    @Override
    public List<Reply> send(Netns netns, List<Request> requests) {
        List<Reply> replies = real.send(netns, requests);
        if (++calls == lost) {
            throw new NetlinkException("recvmsg", Errno.of(110));
        }
        return replies;
    }

    @Override
    public Reply dump(Netns netns, Request request) {
        return real.dump(netns, request);
    }

    @Override
    public List<SysctlValue> readSysctls(Netns netns, List<String> paths) {
        return real.readSysctls(netns, paths);
    }

    @Override
    public Reply writeSysctl(SysctlValue wanted) {
        return real.writeSysctl(wanted);
    }

    @Override
    public PacketSocket packetSocket(Netns netns, int ifindex) {
        return real.packetSocket(netns, ifindex);
    }

    @Override
    public int descriptor(Netns netns) {
        return real.descriptor(netns);
    }
}
