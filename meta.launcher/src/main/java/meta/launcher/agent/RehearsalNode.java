package meta.launcher.agent;

import java.util.ArrayList;
import java.util.List;
import meta.core.kernel.CachedAddresses;
import meta.netlink.AddressFlags;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.LinkInfo;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/**
 * A node and a pod for the sample calls of a rehearsal: two new network namespaces with devices, addresses and routes. The kernel removes
 * them after {@link #close}, when the thread that created them has ended.
 *
 * @param addresses the cached addresses of the node
 */
record RehearsalNode(NetworkNamespace pod, CachedAddresses addresses) implements AutoCloseable {
    private static final int MTU = 1500;

    // with equal indexes, the kernel would report the carrier of a pair later
    private static final int NIC_OF_NODE = 2;
    private static final int OVERLAY = 3;
    private static final int NIC_OF_POD = 12;
    private static final int SECOND_NIC = 13;

    /**
     * {@return a new node and its pod, which the caller closes} Moves the calling thread to the namespace of the node. The thread must end
     * after the rehearsal, or if this method throws an exception.
     *
     * @throws NamespaceException if a namespace cannot be created or opened
     * @throws NetlinkException if a netlink socket fails, or the kernel rejects a request
     */
    static RehearsalNode enterNew() throws NamespaceException {
        NetworkNamespace pod = NetworkNamespace.enterNew();
        try (NetlinkSocket inPod = NetlinkSocket.open();
                NetworkNamespace _ = NetworkNamespace.enterNew();
                NetlinkSocket onNode = NetlinkSocket.open()) {
            require(onNode.send(List.of(
                    Request.change(LinkMessage.named("lo").up()),
                    pair("eth0", NIC_OF_NODE, "02:00:00:00:00:02", "eth0", NIC_OF_POD, "02:00:00:00:00:01", pod),
                    pair("cali0", OVERLAY, "ee:ee:ee:ee:ee:ee", "net1", SECOND_NIC, "02:00:00:00:00:03", pod),
                    Request.change(LinkMessage.indexed(OVERLAY).up()))));
            require(inPod.send(List.of(
                    Request.create(AddressMessage.of(IpAddress.parse("10.244.0.5"), 32, SECOND_NIC)),
                    Request.change(LinkMessage.indexed(SECOND_NIC).up()))));
            require(onNode.send(lan(NIC_OF_NODE, "172.18.0.2", "fd18::2")));
            require(inPod.send(lan(NIC_OF_POD, "172.18.0.120", "fd18::120")));
            return new RehearsalNode(pod, new CachedAddresses());
        } catch (NamespaceException | RuntimeException | Error e) {
            pod.close();
            throw e;
        }
    }

    private static Request pair(
            String name, int ifindex, String mac, String inner, int innerIndex, String innerMac, NetworkNamespace pod) {
        LinkMessage inPod = device(inner, innerIndex, innerMac).withNamespaceFd(pod.descriptor());
        return Request.create(device(name, ifindex, mac).withInfo(LinkInfo.veth(inPod)));
    }

    private static LinkMessage device(String name, int ifindex, String mac) {
        return LinkMessage.named(name)
                .withIfindex(ifindex)
                .withAddress(MacAddress.parse(mac))
                .withMtu(MTU);
    }

    private static List<Request> lan(int ifindex, String ipv4, String ipv6) {
        List<Request> requests = new ArrayList<>();
        requests.add(Request.create(AddressMessage.of(IpAddress.parse(ipv4), 16, ifindex)));
        requests.add(Request.create(
                AddressMessage.of(IpAddress.parse(ipv6), 64, ifindex).withFlags(AddressFlags.NODAD)));
        requests.add(Request.change(LinkMessage.indexed(ifindex).up()));
        requests.add(defaultRoute(Family.IPV4, "172.18.0.1", ifindex));
        requests.add(defaultRoute(Family.IPV6, "fd18::1", ifindex));
        return requests;
    }

    private static Request defaultRoute(Family family, String gateway, int ifindex) {
        return Request.create(RouteMessage.to(Prefix.all(family))
                .withProtocol(RouteProtocol.BOOT)
                .withGateway(IpAddress.parse(gateway))
                .withOutputIndex(ifindex));
    }

    private static void require(List<Reply> replies) {
        for (Reply reply : replies) {
            if (reply instanceof Reply.Rejected rejected) {
                throw new NetlinkException("the namespaces of the rehearsal", rejected.errno());
            }
        }
    }

    /** {@return the path of the pod's namespace, for this process and until {@link #close}} */
    String podPath() {
        return "/proc/self/fd/" + pod.descriptor();
    }

    @Override
    public void close() {
        addresses.close();
        pod.close();
    }
}
