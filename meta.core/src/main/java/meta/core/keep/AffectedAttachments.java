package meta.core.keep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.netlink.RouteType;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NamespaceIdMessage;
import meta.netlink.message.NeighborMessage;
import meta.netlink.message.NetconfMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.message.RuleMessage;
import meta.netlink.socket.Notification;
import meta.spi.net.Ownership;
import org.jspecify.annotations.Nullable;

/**
 * Decides which attachments may need a repair after a change of the kernel's objects.
 *
 * <p>A host end is the end of a veth or netkit pair that is on the node while its peer is in a pod. A device for which {@link
 * KnownAddresses#hasSubnetOn} is true counts as a NIC and not as one end of a pair: if the node is a container, its NIC is one end of a
 * pair.
 *
 * <p>A change in a pod or of its host end can affect the attachments of this pod. Other changes on the node can affect all attachments.
 * Container networks also change objects on the node when they connect or disconnect a pod. This class tries to recognise such changes,
 * because otherwise each of them would cause repairs of all attachments.
 */
final class AffectedAttachments {
    /** The maximum number of addresses remembered per pod, which can add any number. */
    private static final int ADDRESSES_OF_POD = 64;

    /** The maximum number of addresses remembered for the node. */
    private static final int ADDRESSES_OF_NODE = 100_000;

    private final Map<Integer, NodeDevice> links = new HashMap<>();
    private final Map<Integer, KnownAddresses> ofPods = new HashMap<>();
    private KnownAddresses ofNode = new KnownAddresses(ADDRESSES_OF_NODE);

    /** Forgets what is remembered, and remembers these devices and addresses of the node. */
    void restart(List<LinkMessage> dumpedLinks, List<AddressMessage> dumpedAddresses) {
        links.clear();
        ofPods.clear();
        ofNode = new KnownAddresses(ADDRESSES_OF_NODE);
        for (LinkMessage link : dumpedLinks) {
            links.put(link.ifindex(), NodeDevice.of(link));
        }
        for (AddressMessage address : dumpedAddresses) {
            ofNode.change(address, false);
        }
    }

    /** Forgets the addresses of all pods except those in namespaces with these nsids. */
    void retainPods(Set<Integer> namespaceIds) {
        ofPods.keySet().retainAll(namespaceIds);
    }

    /**
     * {@return the attachments that a change may affect} The caller must pass all changes of a namespace, in the order in which they
     * happened.
     */
    Affected by(Notification notification) {
        OptionalInt id = notification.nsid();
        return id.isPresent() ? inPod(id.getAsInt(), notification) : onNode(notification);
    }

    private Affected inPod(int id, Notification notification) {
        String happened = happened(notification);
        String cause = switch (notification.message()) {
            case LinkMessage link -> "device " + NodeDevice.of(link).name() + happened;
            case AddressMessage address -> {
                KnownAddresses known = ofPods.computeIfAbsent(id, _ -> new KnownAddresses(ADDRESSES_OF_POD));
                String change = known.change(address, notification.isDeletion());
                yield change == null ? null : "address " + address.own() + " " + change;
            }
            case RouteMessage route -> isLocal(route) ? null : "route " + destination(route) + happened;
            case RuleMessage rule -> "rule " + selector(rule) + happened;
            case NeighborMessage neighbor -> isOurs(neighbor) ? "neighbor " + neighbor.destination() + happened : null;
            case NetconfMessage netconf -> text(netconf, notification.isDeletion());
            case NamespaceIdMessage _ -> null;
        };
        return cause == null ? Affected.NONE : new Affected.OfPod(id, CauseKind.POD.text(cause));
    }

    private Affected onNode(Notification notification) {
        return switch (notification.message()) {
            case LinkMessage link -> link(link, notification.isDeletion());
            case AddressMessage address -> address(address, notification.isDeletion());
            case RouteMessage route -> route(route, happened(notification));
            case RuleMessage rule ->
                isForOneAddress(rule)
                        ? Affected.NONE
                        : new Affected.All(CauseKind.NODE_RULE.text(selector(rule) + happened(notification)));
            case NeighborMessage neighbor ->
                isOurs(neighbor)
                        ? ofHostEnd(neighbor.ifindex(), "neighbor " + neighbor.destination() + happened(notification))
                        : Affected.NONE;
            case NetconfMessage netconf -> netconf(netconf, notification.isDeletion());
            case NamespaceIdMessage _ -> Affected.NONE;
        };
    }

    private Affected link(LinkMessage message, boolean isDeletion) {
        if (!message.family().equals(Family.UNSPEC)) {
            return Affected.NONE; // a message about the port of a bridge, which lacks the attributes of the device
        }
        int ifindex = message.ifindex();
        NodeDevice before = links.get(ifindex);
        if (isDeletion) {
            boolean carried = ofNode.isOn(ifindex);
            Affected affected = before == null
                    ? Affected.NONE
                    : changed(device(ifindex, before), carried, before.name() + " deleted");
            links.remove(ifindex);
            ofNode.forget(ifindex);
            return affected;
        }
        NodeDevice now = NodeDevice.of(message);
        links.put(ifindex, now);
        if (before == null) {
            return now.pod().isPresent()
                    ? new Affected.OfPod(now.pod().getAsInt(), CauseKind.HOST_END.text(now.name() + " created"))
                    : Affected.NONE; // a new device has no address yet
        }
        if (now.equals(before)) {
            return Affected.NONE;
        }
        NodeDevice owned = now.pod().isPresent() ? now : before;
        return changed(device(ifindex, owned), ofNode.isOn(ifindex), now.changeFrom(before));
    }

    private @Nullable NodeDevice device(int ifindex) {
        NodeDevice link = links.get(ifindex);
        return link == null ? null : device(ifindex, link);
    }

    /** {@return the device; {@linkplain NodeDevice#asNic as a NIC} if {@link KnownAddresses#hasSubnetOn} is true} */
    private NodeDevice device(int ifindex, NodeDevice link) {
        return ofNode.hasSubnetOn(ifindex) ? link.asNic() : link;
    }

    private static Affected changed(NodeDevice link, boolean carriesAddress, String text) {
        if (link.pod().isPresent()) {
            return new Affected.OfPod(link.pod().getAsInt(), CauseKind.HOST_END.text(text));
        }
        return carriesAddress && !link.isPaired() ? new Affected.All(CauseKind.NODE_DEVICE.text(text)) : Affected.NONE;
    }

    private Affected address(AddressMessage message, boolean isDeletion) {
        String change = ofNode.change(message, isDeletion);
        IpAddress own = message.own();
        if (change == null || own == null) {
            return Affected.NONE;
        }
        NodeDevice link = device(message.ifindex());
        boolean isOfNic = KnownAddresses.isInSubnet(own, message.prefixLength());
        if (link != null && link.pod().isPresent() && !isOfNic) {
            return new Affected.OfPod(
                    link.pod().getAsInt(), CauseKind.HOST_END.text(link.name() + ": address " + own + " " + change));
        }
        return own.isLinkLocal() || own.isLoopback()
                ? Affected.NONE
                : new Affected.All(CauseKind.NODE_ADDRESS.text(own + " " + change));
    }

    private Affected route(RouteMessage route, String happened) {
        if (isLocal(route) || !route.type().equals(RouteType.UNICAST) || isLinkLocal(route.destinationPrefix())) {
            return Affected.NONE;
        }
        NodeDevice link = device(deviceOf(route));
        if (link != null && link.pod().isPresent()) {
            return new Affected.OfPod(link.pod().getAsInt(), cause(route, happened));
        }
        boolean isOfPod = link == null || link.isPaired() || route.protocol().equals(Ownership.PROTOCOL);
        boolean isOfOtherNodesPod = route.destinationPrefix().isSingle() && route.gateway() != null;
        return isOfPod || isOfOtherNodesPod ? Affected.NONE : new Affected.All(cause(route, happened));
    }

    private static String cause(RouteMessage route, String happened) {
        return CauseKind.NODE_ROUTE.text(destination(route) + happened);
    }

    /** {@return the index of the route's device; for a multipath route, that of its first next hop; 0 if there is none} */
    private static int deviceOf(RouteMessage route) {
        Integer index = route.outputIndex();
        if (index != null) {
            return index;
        }
        return route.nextHops().isEmpty() ? 0 : route.nextHops().getFirst().ifindex();
    }

    private Affected netconf(NetconfMessage message, boolean isDeletion) {
        String text = text(message, isDeletion);
        Integer ifindex = message.ifindex();
        if (text == null || ifindex == null || ifindex == NetconfMessage.DEFAULT) {
            return Affected.NONE;
        }
        if (ifindex == NetconfMessage.ALL) {
            return new Affected.All(CauseKind.NODE_SETTING.text(text + " of all devices"));
        }
        NodeDevice link = device(ifindex);
        if (link != null && link.pod().isEmpty() && !link.isPaired() && ofNode.isOn(ifindex)) {
            return new Affected.All(CauseKind.NODE_SETTING.text(text + " of " + link.name()));
        }
        return ofHostEnd(ifindex, text);
    }

    private Affected ofHostEnd(int ifindex, String text) {
        NodeDevice link = device(ifindex);
        return link == null || link.pod().isEmpty()
                ? Affected.NONE
                : new Affected.OfPod(link.pod().getAsInt(), CauseKind.HOST_END.text(link.name() + ": " + text));
    }

    private static String happened(Notification notification) {
        return notification.isDeletion() ? " deleted" : " created or changed";
    }

    /** The kernel changes the routes in the table local together with addresses. */
    private static boolean isLocal(RouteMessage route) {
        return route.table().equals(RouteTable.LOCAL);
    }

    private static boolean isLinkLocal(Prefix destination) {
        return destination.address().isLinkLocal();
    }

    /** Container networks can add rules for a single address for each pod. */
    private static boolean isForOneAddress(RuleMessage rule) {
        return rule.sourcePrefix().isSingle() || rule.destinationPrefix().isSingle();
    }

    private static boolean isOurs(NeighborMessage neighbor) {
        return Ownership.PROTOCOL.equals(neighbor.protocol());
    }

    private static String destination(RouteMessage route) {
        Prefix destination = route.destinationPrefix();
        String table = route.table().equals(RouteTable.MAIN) ? "" : " table " + route.table();
        return (destination.isAll() ? "default" : destination) + table;
    }

    private static String selector(RuleMessage rule) {
        Prefix source = rule.sourcePrefix();
        Prefix destination = rule.destinationPrefix();
        return (source.isAll() ? "" : "from " + source + " ") + (destination.isAll() ? "" : "to " + destination + " ")
                + "lookup " + rule.table();
    }

    private static @Nullable String text(NetconfMessage message, boolean isDeletion) {
        if (isDeletion) {
            return null;
        }
        if (message.rpFilter() != null) {
            return "rp_filter " + message.rpFilter();
        }
        return message.forwarding() == null ? null : "forwarding " + message.forwarding();
    }
}
