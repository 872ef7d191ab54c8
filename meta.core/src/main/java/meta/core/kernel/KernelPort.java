package meta.core.kernel;

import java.util.List;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.packet.Icmpv6Socket;
import meta.netlink.packet.PacketException;
import meta.netlink.packet.PacketSocket;
import meta.netlink.socket.DumpSink;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;

/**
 * The kernel, as far as observer and engine need it: netlink and settings in either namespace.
 *
 * <p>It is an interface so that a test can stand between and refuse the n-th request; {@link CallKernel} is the real one.
 */
public interface KernelPort {
    /** {@return whether the namespace is there; nothing may be asked of one that is not} */
    boolean has(Netns netns);

    /**
     * Sends requests in one system call; the kernel takes one after the other, also after one that it refuses.
     *
     * @return the reply to each, in their order
     * @throws NetlinkException where the kernel's answer did not come; what has been done is not known then
     */
    List<Reply> send(Netns netns, List<Request> requests);

    /**
     * Asks for all objects of a kind.
     *
     * @throws NetlinkException where the kernel's answer did not come
     */
    Reply dump(Netns netns, Request request);

    /**
     * Asks for all objects of a kind, and hands them over one by one.
     *
     * @return whether the kernel has told; without the answers
     * @throws NetlinkException where the kernel's answer did not come
     */
    default Reply dump(Netns netns, Request request, DumpSink sink) {
        Reply reply = dump(netns, request);
        if (reply instanceof Reply.Acknowledged(List<NetlinkMessage> answers)) {
            sink.begin();
            for (NetlinkMessage answer : answers) {
                if (sink.isFull()) {
                    sink.skip();
                } else {
                    sink.take(answer);
                }
            }
            sink.end(false);
            return new Reply.Acknowledged(List.of());
        }
        return reply;
    }

    /**
     * {@return the host's addresses by which others can reach it, neither link-local nor loopback: the IPv4 ones first, and those of a
     * device in the kernel's order}
     *
     * @throws NetlinkException where the kernel does not tell
     */
    default List<AddressMessage> nodeAddresses() {
        return NodeAddresses.in(dump(Netns.HOST, NodeAddresses.ALL));
    }

    /**
     * {@return whether the kernel knows the kind of device: it takes a dump of the devices of a kind that it does not know for one of all
     * devices. A kind whose driver is part of the kernel and has no parameters counts as unknown}
     */
    boolean hasLinkKind(String kind);

    /**
     * {@return what the settings say; those that are not there or cannot be read are left out}
     *
     * @param paths files below {@code /proc/sys}; {@code *} in place of a folder's name stands for each one
     * @throws NetlinkException where the kernel does not tell, for want of memory or descriptors, or does not let us into the namespace
     */
    List<SysctlValue> readSysctls(Netns netns, List<String> paths);

    /** {@return whether the setting can be written, as it cannot where {@code /proc/sys} is mounted read-only; nothing is written} */
    default boolean canWrite(SysctlValue setting) {
        return true;
    }

    /**
     * {@return whether the kernel has taken the value}
     *
     * @throws NetlinkException where the kernel does not let us into the namespace, or not back; the value may be set then
     */
    Reply writeSysctl(SysctlValue wanted);

    /**
     * {@return a socket to ask and tell the stations on the link of a device}
     *
     * @throws PacketException where there is none to be had
     */
    PacketSocket packetSocket(Netns netns, int ifindex);

    /**
     * {@return a socket that sends from one IPv6 address of a device to all nodes on its link}
     *
     * @throws PacketException where the device has no such address, or still checks it for duplicates
     */
    Icmpv6Socket icmpv6Socket(Netns netns, int ifindex, IpAddress source);

    /**
     * Reserves memory for objects of the pod, until the call is over.
     *
     * @return whether there was enough left: a process that makes many calls at a time has not enough for a pod with very many
     */
    default boolean reserve(int objects) {
        return true;
    }

    /** {@return an open file descriptor of the namespace, for messages that name one} */
    int descriptor(Netns netns);
}
