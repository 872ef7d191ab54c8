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
 * A call's access to the kernel: netlink requests, settings and packet sockets, in either namespace. Methods that wait for a reply also throw
 * {@link meta.netlink.message.MalformedMessageException} if they cannot decode it.
 *
 * <p>{@link CallKernel} is the implementation. The interface exists so that tests can wrap it, for example to refuse the n-th request.
 */
public interface KernelPort {
    /** {@return whether the call has this namespace; no other method may be called for a namespace that it does not have} */
    boolean has(Netns netns);

    /**
     * Sends requests, many of them with one system call. The kernel processes them in order, and continues after a request that it refuses.
     *
     * @return the reply to each request, in the order of the requests
     * @throws NetlinkException if the replies do not arrive; it is then unknown which requests were processed
     */
    List<Reply> send(Netns netns, List<Request> requests);

    /**
     * Asks for all objects that match the request.
     *
     * @throws NetlinkException if the reply does not arrive
     */
    Reply dump(Netns netns, Request request);

    /**
     * Asks for all objects that match the request and passes them to a sink one by one.
     *
     * @return the kernel's reply, without the objects
     * @throws NetlinkException if the reply does not arrive
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
     * {@return the addresses by which other hosts can reach the host: all but link-local and loopback addresses} IPv4 addresses come first. Those of
     * one device are in the kernel's order.
     *
     * @throws NetlinkException if the kernel refuses to list them, or the reply does not arrive
     */
    default List<AddressMessage> nodeAddresses() {
        return NodeAddresses.in(dump(Netns.HOST, NodeAddresses.ALL));
    }

    /**
     * {@return whether the driver of a kind of devices is loaded as a module}
     *
     * <p>Callers must not dump the devices of a kind whose driver is not loaded, because the kernel then ignores the kind and lists all devices. A
     * driver that is built into the kernel and has no parameters is not found.
     */
    boolean hasLinkKind(String kind);

    /**
     * {@return the values of settings; those that do not exist or cannot be read are left out}
     *
     * @param paths files below {@code /proc/sys}; one {@code *} in place of a folder's name stands for each folder there
     * @throws NetlinkException if it is not known whether a setting exists, for example because no descriptor is left; or if the thread cannot enter
     *     the namespace or return from it
     */
    List<SysctlValue> readSysctls(Netns netns, List<String> paths);

    /** {@return whether the setting can be written; false, for example, if {@code /proc/sys} is mounted read-only} Nothing is written. */
    default boolean canWrite(SysctlValue setting) {
        return true;
    }

    /**
     * Writes a setting.
     *
     * @return an acknowledgement, or the rejection with its errno
     * @throws NetlinkException if the kernel does not let the thread into the namespace (nothing is written) or does not let it return (the
     *     value may be written)
     */
    Reply writeSysctl(SysctlValue wanted);

    /**
     * {@return a socket that sends and receives frames on the link of a device; the caller closes it}
     *
     * @throws PacketException if it cannot be opened
     */
    PacketSocket packetSocket(Netns netns, int ifindex);

    /**
     * {@return a socket that sends from one IPv6 address of a device to all nodes on its link; the caller closes it}
     *
     * @throws PacketException if it cannot be opened; with {@code EADDRNOTAVAIL} if the device does not have the address, or duplicate address
     *     detection has not finished
     */
    Icmpv6Socket icmpv6Socket(Netns netns, int ifindex, IpAddress source);

    /**
     * Reserves memory for kernel objects that the call holds, until the call ends.
     *
     * @return whether enough memory was left. A process that answers many calls at a time has one limit for all of them ({@link ObjectBudget})
     */
    default boolean reserve(int objects) {
        return true;
    }

    /** {@return an open file descriptor of the namespace, for messages that contain one} It belongs to the call and is valid until the call ends. */
    int descriptor(Netns netns);
}
