package meta.image.torture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import meta.core.kernel.AddressMapping;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.core.kernel.LinkMapping;
import meta.core.kernel.NeighborMapping;
import meta.core.kernel.RouteMapping;
import meta.core.kernel.RuleMapping;
import meta.netlink.Family;
import meta.netlink.NudState;
import meta.netlink.RouteTable;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NeighborMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.message.RuleMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;

/**
 * The objects and sysctls that a call can change, in the namespaces of the node and of the pod. This process reads them itself, because
 * starting {@code ip} would take longer.
 *
 * @param objects a line for each link, address, route, rule, permanent neighbour, and sysctl of {@code ofDel}; without link-local addresses
 *     and routes, and without the routes of table local
 * @param ofDel the sysctls that ADD changes and DEL restores
 * @param settings the sysctls that ADD changes and DEL does not restore
 */
record KernelState(SortedSet<String> objects, List<SysctlValue> ofDel, List<SysctlValue> settings) {
    private static final List<String> OF_DEL = List.of("net/ipv6/conf/*/accept_ra_defrtr");
    private static final List<String> OTHERS =
            List.of("net/ipv4/conf/*/rp_filter", "net/ipv6/conf/*/accept_ra", "net/ipv6/conf/*/disable_ipv6");

    /**
     * {@return the present state of the two namespaces}
     *
     * @throws IllegalStateException if the kernel rejects a dump
     */
    static KernelState of(KernelPort kernel) {
        SortedSet<String> objects = new TreeSet<>();
        for (Netns netns : Netns.values()) {
            read(netns, kernel, objects);
        }
        List<SysctlValue> ofDel = settings(kernel, OF_DEL);
        ofDel.forEach(value -> objects.add(value.toString()));
        return new KernelState(objects, ofDel, settings(kernel, OTHERS));
    }

    private static List<SysctlValue> settings(KernelPort kernel, List<String> paths) {
        List<SysctlValue> values = new ArrayList<>();
        for (Netns netns : Netns.values()) {
            values.addAll(kernel.readSysctls(netns, paths));
        }
        return values;
    }

    private static void read(Netns netns, KernelPort kernel, Collection<String> objects) {
        Devices devices = new Devices();
        List<NetlinkMessage> links = dump(kernel, netns, LinkMessage.any());
        links.forEach(link -> devices.add((LinkMessage) link));
        for (NetlinkMessage message : links) {
            objects.add(
                    LinkMapping.read((LinkMessage) message, netns, "", devices).toString());
        }
        AddressMapping addresses = new AddressMapping(netns, devices);
        for (NetlinkMessage message : dump(kernel, netns, AddressMessage.on(Family.UNSPEC, 0))) {
            addresses
                    .read((AddressMessage) message)
                    .filter(address -> !address.address().isLinkLocal())
                    .ifPresent(address -> objects.add(address.toString()));
        }
        RouteMapping routes = new RouteMapping(netns, devices);
        for (NetlinkMessage message : dump(kernel, netns, RouteMessage.any(Family.UNSPEC))) {
            RouteMessage route = (RouteMessage) message;
            boolean byItself = route.table().equals(RouteTable.LOCAL)
                    || route.destinationPrefix().address().isLinkLocal();
            if (!byItself) {
                routes.read(route).ifPresent(read -> objects.add(read.toString()));
            }
        }
        for (NetlinkMessage message : dump(kernel, netns, RuleMessage.any(Family.UNSPEC))) {
            RuleMapping.read((RuleMessage) message, netns).ifPresent(rule -> objects.add(rule.toString()));
        }
        NeighborMapping neighbors = new NeighborMapping(netns, devices);
        for (NetlinkMessage message : dump(kernel, netns, NeighborMessage.on(Family.UNSPEC, 0))) {
            neighbors
                    .read((NeighborMessage) message)
                    .filter(neighbor -> neighbor.state().equals(NudState.PERMANENT))
                    .ifPresent(neighbor -> objects.add(neighbor.toString()));
        }
    }

    private static List<NetlinkMessage> dump(KernelPort kernel, Netns netns, NetlinkMessage like) {
        return switch (kernel.dump(netns, Request.dump(like))) {
            case Reply.Acknowledged(List<NetlinkMessage> answers) -> answers;
            case Reply.Rejected refused -> throw new IllegalStateException(like + ": " + refused);
        };
    }

    /** Reads the present sysctls, and sets those that differ to the values of this state. */
    void restoreSettings(KernelPort kernel) {
        List<SysctlValue> now = new ArrayList<>(settings(kernel, OTHERS));
        now.addAll(settings(kernel, OF_DEL));
        List<SysctlValue> wanted = new ArrayList<>(settings);
        wanted.addAll(ofDel);
        for (SysctlValue value : wanted) {
            if (!now.contains(value)) {
                kernel.writeSysctl(value);
            }
        }
    }

    /**
     * {@return the differences of {@link #objects} and {@link #settings} from an earlier state: lines that begin with {@code -} for values
     * of the earlier state only, and with {@code +} for values of this state only}
     */
    List<String> since(KernelState before) {
        List<String> lines = objectsSince(before);
        before.settings.stream().filter(value -> !settings.contains(value)).forEach(value -> lines.add("- " + value));
        settings.stream().filter(value -> !before.settings.contains(value)).forEach(value -> lines.add("+ " + value));
        return lines;
    }

    /**
     * {@return the differences of {@link #objects} from an earlier state: lines that begin with {@code -} for objects of the earlier state
     * only, and with {@code +} for objects of this state only}
     */
    List<String> objectsSince(KernelState before) {
        List<String> lines = new ArrayList<>();
        before.objects.stream().filter(line -> !objects.contains(line)).forEach(line -> lines.add("- " + line));
        objects.stream().filter(line -> !before.objects.contains(line)).forEach(line -> lines.add("+ " + line));
        return lines;
    }
}
