package meta.core.kernel;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.packet.Icmpv6Socket;
import meta.netlink.packet.PacketSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;

/**
 * Passes all calls to the real kernel. The dump into a sink and {@code nodeAddresses} call {@link #dump(Netns, Request)}, so that an implementation
 * can change all three with that one method.
 */
public interface DelegatingKernel extends KernelPort {

    /** {@return the access to the real kernel} */
    KernelPort real();

    @Override
    default boolean has(Netns netns) {
        return real().has(netns);
    }

    @Override
    default List<Reply> send(Netns netns, List<Request> requests) {
        return real().send(netns, requests);
    }

    @Override
    default Reply dump(Netns netns, Request request) {
        return real().dump(netns, request);
    }

    @Override
    default List<SysctlValue> readSysctls(Netns netns, List<String> paths) {
        return real().readSysctls(netns, paths);
    }

    @Override
    default boolean canWrite(SysctlValue setting) {
        return real().canWrite(setting);
    }

    @Override
    default boolean reserve(int objects) {
        return real().reserve(objects);
    }

    @Override
    default Reply writeSysctl(SysctlValue wanted) {
        return real().writeSysctl(wanted);
    }

    @Override
    default PacketSocket packetSocket(Netns netns, int ifindex) {
        return real().packetSocket(netns, ifindex);
    }

    @Override
    default Icmpv6Socket icmpv6Socket(Netns netns, int ifindex, IpAddress source) {
        return real().icmpv6Socket(netns, ifindex, source);
    }

    @Override
    default boolean hasLinkKind(String kind) {
        return real().hasLinkKind(kind);
    }

    @Override
    default int descriptor(Netns netns) {
        return real().descriptor(netns);
    }
}
