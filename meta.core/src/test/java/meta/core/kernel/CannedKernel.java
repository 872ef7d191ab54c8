package meta.core.kernel;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.packet.Icmpv6Socket;
import meta.netlink.packet.PacketSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;

/**
 * A kernel access for tests. It gives the same answer to every dump in both namespaces. It reports that no driver of any kind of devices is loaded.
 * The methods that send requests, read or write sysctls, or return a socket or a descriptor throw an {@link UnsupportedOperationException}.
 *
 * @param answer the answer to every dump
 */
public record CannedKernel(Reply answer) implements KernelPort {

    /** {@return a kernel access whose dumps return these messages} */
    public static CannedKernel telling(List<NetlinkMessage> messages) {
        return new CannedKernel(new Reply.Acknowledged(messages));
    }

    /** {@return a kernel access whose dumps return this answer, which can be a rejection} */
    public static CannedKernel answering(Reply answer) {
        return new CannedKernel(answer);
    }

    @Override
    public boolean has(Netns netns) {
        return true;
    }

    @Override
    public Reply dump(Netns netns, Request request) {
        return answer;
    }

    @Override
    public List<Reply> send(Netns netns, List<Request> requests) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<SysctlValue> readSysctls(Netns netns, List<String> paths) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Reply writeSysctl(SysctlValue wanted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PacketSocket packetSocket(Netns netns, int ifindex) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Icmpv6Socket icmpv6Socket(Netns netns, int ifindex, IpAddress source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasLinkKind(String kind) {
        return false;
    }

    @Override
    public int descriptor(Netns netns) {
        throw new UnsupportedOperationException();
    }
}
