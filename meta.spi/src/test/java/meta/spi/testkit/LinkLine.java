package meta.spi.testkit;

import java.util.Locale;
import meta.netlink.MacAddress;
import meta.spi.net.Link;
import meta.spi.net.LinkData;
import meta.spi.net.MacvlanMode;
import meta.spi.net.Netns;
import meta.spi.net.VethPair;

/** Reads a link from the words after {@code link} in a test's text of a state, or after the verb in a test's text of a plan. */
final class LinkLine {
    private static final int ETHERNET_MTU = 1500;

    private LinkLine() {}

    /** {@return the device of a state; by default, it is up and has an MTU of 1500} */
    static Link state(Netns netns, Line line) {
        return read(Link.of(netns, line.next("a device's name"), "", MacAddress.NONE, ETHERNET_MTU), line);
    }

    /** {@return the device that {@code ip link add} creates; by default, it is down} */
    static Link created(Netns netns, Line line) {
        return read(Link.of(netns, line.next("a device's name"), "").withUp(false), line);
    }

    private static Link read(Link bare, Line line) {
        Link link = bare;
        String lower = "";
        while (line.hasNext()) {
            link = switch (line.next("a word")) {
                case "address" -> link.withLladdr(mac(line));
                case "mtu" -> link.withMtu(line.number("an MTU"));
                case "txqueuelen" -> link.withTxqueuelen(line.number("a number of packets"));
                case "alias" -> link.withAlias(line.next("an alias"));
                case "master" -> link.withMaster(line.next("a device's name"));
                case "link" -> {
                    lower = line.next("a device's name");
                    yield link;
                }
                case "kind", "type" -> withData(withKind(link, line.next("a kind")), lower, line);
                case "up" -> link.withUp(true);
                case "down" -> link.withUp(false);
                case "peer" -> withPeer(link, line);
                default ->
                    throw line.unknownWord(
                            "a link",
                            "lladdr mtu txqueuelen alias master up down peer NAME netns OTHER, and link NAME kind NAME with id, mode"
                                    + " or table");
            };
        }
        return link;
    }

    /** {@return the link with the properties of its kind, from words such as {@code vlan id 5}} */
    private static Link withData(Link link, String lower, Line line) {
        return switch (link.kind()) {
            case "vlan" -> {
                boolean has = line.accept("id");
                yield has ? link.withData(line.next("a VLAN", id -> LinkData.vlan(lower, Integer.parseInt(id)))) : link;
            }
            case "macvlan" -> {
                boolean has = line.accept("mode");
                yield has ? link.withData(line.next("a mode", mode -> LinkData.macvlan(lower, mode(mode)))) : link;
            }
            case "vrf" -> {
                boolean has = line.accept("table");
                yield has ? link.withData(LinkData.vrf(line.next("a table", KernelNames::table))) : link;
            }
            default -> link;
        };
    }

    private static MacvlanMode mode(String word) {
        return MacvlanMode.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** {@return the link after {@code ip link set NAME} with these words} */
    static Link changed(Link now, Line line) {
        Link link = now;
        while (line.hasNext()) {
            link = switch (line.next("a word")) {
                case "address" -> link.withLladdr(mac(line));
                case "mtu" -> link.withMtu(line.number("an MTU"));
                case "txqueuelen" -> link.withTxqueuelen(line.number("a number of packets"));
                case "alias" -> link.withAlias(line.next("an alias"));
                case "up" -> link.withUp(true);
                case "down" -> link.withUp(false);
                case "master" -> link.withMaster(line.next("a device's name"));
                case "nomaster" -> link.withMaster("");
                default ->
                    throw line.unknownWord("ip link set", "address mtu txqueuelen alias up down master nomaster");
            };
        }
        return link;
    }

    /** {@return the pair that {@code ip link add NAME type veth} creates, with both ends down} */
    static VethPair pair(Netns netns, Line line) {
        Link host = end(Netns.HOST, line);
        boolean veth = netns == Netns.HOST
                && line.accept("type")
                && line.accept("veth")
                && line.accept("peer")
                && line.accept("name");
        Link pod = veth ? podEnd(line) : null;
        if (pod == null || line.hasNext()) {
            throw line.error(
                    "expected: host ip link add NAME address MAC mtu N type veth peer name NAME netns pod ...");
        }
        return VethPair.of(host.withPeer(pod.name()), pod.withPeer(host.name()));
    }

    private static Link podEnd(Line line) {
        String name = line.next("a device's name");
        if (!line.accept("netns") || !line.accept("pod")) {
            throw line.error("the peer is not in netns pod");
        }
        return endCalled(Netns.POD, name, line);
    }

    private static Link end(Netns netns, Line line) {
        return endCalled(netns, line.next("a device's name"), line);
    }

    private static Link endCalled(Netns netns, String name, Line line) {
        Link link = Link.of(netns, name, "veth", MacAddress.NONE, ETHERNET_MTU).withUp(false);
        link = line.accept("address") ? link.withLladdr(mac(line)) : link;
        link = line.accept("mtu") ? link.withMtu(line.number("an MTU")) : link;
        return line.accept("txqueuelen") ? link.withTxqueuelen(line.number("a number of packets")) : link;
    }

    private static Link withPeer(Link link, Line line) {
        String peer = line.next("the peer's name");
        if (!line.accept("netns") || !line.accept(link.netns().other().toString())) {
            throw line.error("the peer must be in the other namespace: peer " + peer + " netns "
                    + link.netns().other());
        }
        return withKind(link.withPeer(peer), "veth");
    }

    static Link withKind(Link link, String kind) {
        return link.withKind(kind);
    }

    private static MacAddress mac(Line line) {
        return line.next("a MAC address", MacAddress::parse);
    }
}
