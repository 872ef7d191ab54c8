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
 * The access of one CNI call to the kernel, in the node's network namespace and in the pod's: netlink requests, sysctls, and sockets for
 * packets.
 *
 * <p>A method that waits for a netlink reply throws {@link NetlinkException} if no socket can be opened, or if the reply does not arrive in
 * time. It throws {@link meta.netlink.message.MalformedMessageException} if the reply cannot be decoded.
 *
 * <p>A method that opens a socket or accesses a sysctl throws {@link NetlinkException} if the kernel does not let the thread into the
 * namespace or does not let it return. In the latter case, the method may have done its work.
 *
 * <p>The methods for sysctls throw {@link IllegalArgumentException} if a part of a sysctl's path is empty, {@code .} or {@code ..}, or
 * contains a NUL.
 */
public interface KernelPort {
    /**
     * {@return whether the call has access to this namespace; always true for {@link Netns#HOST}} The other methods must not be called for
     * a namespace to which the call has no access.
     */
    boolean has(Netns netns);

    /**
     * Sends requests, and waits for the replies. The kernel processes the requests in order, and continues after a request that it rejects.
     *
     * @return the reply to each request, in the order of the requests
     * @throws NetlinkException if no socket can be opened, or if replies do not arrive in time; the kernel may have processed requests
     * @throws IllegalArgumentException if a request is a dump or cannot be encoded; the kernel may have processed earlier requests
     */
    List<Reply> send(Netns netns, List<Request> requests);

    /**
     * Asks for all objects that match the request. If objects change again and again during the dump, the result may lack objects, or
     * contain deleted ones.
     *
     * @return the objects, or the kernel's rejection
     * @throws IllegalArgumentException if the request is not a dump, or cannot be encoded
     */
    Reply dump(Netns netns, Request request);

    /**
     * Dumps as {@link #dump(Netns, Request)} does, and passes each object to a sink that is not full.
     *
     * @param sink receives the objects on the calling thread; must not use this port
     * @return an acknowledgement without objects, or the kernel's rejection; after a rejection or an exception, the objects in the sink
     *     must not be used
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
     * {@return the addresses of the node's namespace, except loopback and link-local addresses} Unless addresses change during the dump,
     * IPv4 addresses come before IPv6 addresses, and the addresses of one device are in the kernel's order.
     *
     * @throws NetlinkException if the kernel rejects the dump of the addresses
     */
    default List<AddressMessage> nodeAddresses() {
        return NonLocalAddresses.in(dump(Netns.HOST, NonLocalAddresses.ALL));
    }

    /**
     * {@return whether the driver of a kind of devices is loaded as a kernel module; for a driver that is built into the kernel, true or
     * false} Without the driver, the kernel ignores the kind in a dump request and lists all devices.
     *
     * @param kind the kind as in {@code ip -d link}, such as {@code vxlan}
     */
    boolean hasLinkKind(String kind);

    /**
     * {@return the values of sysctls, in the order of the paths} Sysctls that do not exist or that the kernel refuses to read are left out.
     *
     * @param paths paths below {@code /proc/sys}. One {@code *} in place of the name of a folder stands for each folder that exists
     *     there, in the order of their names
     * @throws NetlinkException if a sysctl may exist, but lack of a resource or an I/O error prevents reading it, or if the folders for
     *     a {@code *} cannot be listed; a folder that does not exist counts as empty
     */
    List<SysctlValue> readSysctls(Netns netns, List<String> paths);

    /** {@return whether the sysctl can be opened for writing now} */
    default boolean canWrite(SysctlValue setting) {
        return true;
    }

    /**
     * Writes a sysctl.
     *
     * @return an acknowledgement, or a rejection with the errno, such as {@code ENOENT} if the sysctl does not exist
     */
    Reply writeSysctl(SysctlValue wanted);

    /**
     * {@return a socket that sends and receives ARP and neighbour discovery frames on a device; the caller closes it}
     *
     * @throws PacketException if the socket cannot be opened
     */
    PacketSocket packetSocket(Netns netns, int ifindex);

    /**
     * {@return a socket that sends neighbour discovery messages from an address of a device to all nodes on its LAN; the caller closes it}
     *
     * @param source an IPv6 address of the device
     * @throws PacketException if the socket cannot be opened; the errno can be {@code EADDRNOTAVAIL} during duplicate address detection
     */
    Icmpv6Socket icmpv6Socket(Netns netns, int ifindex, IpAddress source);

    /**
     * Reserves memory for kernel objects that the call reads. The reservation ends with the call.
     *
     * @return whether enough memory was left; if not, nothing is reserved
     */
    default boolean reserve(int objects) {
        return true;
    }

    /** {@return a file descriptor of the namespace, which is open until the call ends; the caller must not close it} */
    int descriptor(Netns netns);
}
