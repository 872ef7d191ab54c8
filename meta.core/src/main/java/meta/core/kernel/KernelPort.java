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
 * A call's access to the kernel: netlink requests, sysctls and packet sockets, in either namespace.
 *
 * <p>A method that waits for a netlink reply throws {@link NetlinkException} if the reply does not arrive, and {@link
 * meta.netlink.message.MalformedMessageException} if it cannot be decoded. A method that does something in a namespace throws {@link
 * NetlinkException} if the kernel does not let the thread into the namespace, or does not let it return.
 */
public interface KernelPort {
    /** {@return whether the call has this namespace} The other methods must not be called for a namespace that the call does not have. */
    boolean has(Netns netns);

    /**
     * Sends requests, many of them with one system call. The kernel processes them in order, and continues after a request that it rejects.
     *
     * @param requests requests of every kind except dumps
     * @return the reply to each request, in the order of the requests
     * @throws NetlinkException if no socket can be opened, or the replies do not arrive, so that it is unknown which requests were processed
     * @throws IllegalArgumentException if a request is a dump; nothing is sent
     */
    List<Reply> send(Netns netns, List<Request> requests);

    /**
     * Asks for all objects that match the request.
     *
     * @param request a dump
     * @return the objects, or the kernel's rejection
     */
    Reply dump(Netns netns, Request request);

    /**
     * Asks for all objects that match the request, and passes them to a sink one by one.
     *
     * @return an acknowledgement without objects, or the kernel's rejection, after which the sink's contents are not valid
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
     * {@return the addresses by which other hosts can reach the node} IPv4 addresses come first. The addresses of a device are in the kernel's order.
     *
     * @throws NetlinkException if the kernel rejects the request
     */
    default List<AddressMessage> nodeAddresses() {
        return NodeAddresses.in(dump(Netns.HOST, NodeAddresses.ALL));
    }

    /**
     * {@return whether the driver of a kind of devices is loaded as a module; false for a built-in driver without parameters}
     *
     * <p>If the driver is not loaded, the kernel ignores the kind in a dump and lists all devices.
     *
     * @param kind the kind as in {@code ip -d link}, such as {@code vxlan}
     */
    boolean hasLinkKind(String kind);

    /**
     * {@return the values of sysctls, in the order of the paths, without sysctls that do not exist or cannot be read}
     *
     * @param paths relative to {@code /proc/sys}; one {@code *} in place of a folder's name stands for each folder there
     * @throws NetlinkException if it is not known whether a sysctl exists
     */
    List<SysctlValue> readSysctls(Netns netns, List<String> paths);

    /** {@return whether the sysctl can be opened for writing} */
    default boolean canWrite(SysctlValue setting) {
        return true;
    }

    /**
     * Writes a sysctl.
     *
     * @return an acknowledgement, or a rejection with the errno: {@code ENOENT} if the sysctl does not exist
     * @throws NetlinkException if the kernel does not let the thread into the namespace (nothing is written) or does not let it return (the value may
     *     be written)
     */
    Reply writeSysctl(SysctlValue wanted);

    /**
     * {@return a socket for frames on the link of a device; the caller closes it}
     *
     * @throws PacketException if the socket cannot be opened
     */
    PacketSocket packetSocket(Netns netns, int ifindex);

    /**
     * {@return a socket that sends from one IPv6 address of a device to all nodes on the device's link; the caller closes it}
     *
     * @throws PacketException if the socket cannot be opened; with {@code EADDRNOTAVAIL} if the device does not have the address, or duplicate
     *     address detection has not finished
     */
    Icmpv6Socket icmpv6Socket(Netns netns, int ifindex, IpAddress source);

    /**
     * Reserves memory for kernel objects that the call holds, until the call ends.
     *
     * @return whether enough memory was left; if not, nothing is reserved
     */
    default boolean reserve(int objects) {
        return true;
    }

    /** {@return an open file descriptor of the namespace, valid until the call ends; the caller does not close it} */
    int descriptor(Netns netns);
}
