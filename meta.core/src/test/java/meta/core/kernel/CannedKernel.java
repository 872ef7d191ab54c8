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
 * A kernel for tests that gives one answer to every dump, in both namespaces, and has no link kinds. Methods that send, write or open something throw
 * an {@link UnsupportedOperationException}.
 */
public record CannedKernel(Reply answer) implements KernelPort {

    /** {@return a kernel whose dumps contain these messages} */
    public static CannedKernel telling(List<NetlinkMessage> messages) {
        return new CannedKernel(new Reply.Acknowledged(messages));
    }

    /** {@return a kernel whose dumps get this answer, which can be a rejection} */
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
