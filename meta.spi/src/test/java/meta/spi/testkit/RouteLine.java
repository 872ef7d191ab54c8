package meta.spi.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RoutePreference;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteScope;
import meta.netlink.RouteTable;
import meta.netlink.RouteType;
import meta.spi.net.Hop;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.RouteMetrics;

/**
 * Parses the arguments of {@code ip route}: {@code [TYPE] DESTINATION [via GATEWAY] [dev NAME] ...}. The defaults are those of
 * {@code ip route}.
 */
final class RouteLine {
    private static final Map<String, Integer> METRICS = Map.of(
            "window",
            3,
            "cwnd",
            7,
            "advmss",
            8,
            "reordering",
            9,
            "hoplimit",
            10,
            "initcwnd",
            11,
            "initrwnd",
            14,
            "quickack",
            15); // linux/rtnetlink.h RTAX_

    private final Netns netns;
    private final Line line;
    private Family family;
    private RouteType type = RouteType.UNICAST;
    private Optional<Prefix> destination = Optional.empty();
    private int tos;
    private Optional<Long> metric = Optional.empty();
    private Optional<RouteTable> table = Optional.empty();
    private Optional<RouteScope> scope = Optional.empty();
    private RouteProtocol protocol = RouteProtocol.BOOT;
    private Optional<IpAddress> source = Optional.empty();
    private RoutePreference preference = RoutePreference.MEDIUM;
    private int mtu;
    private final List<Attribute> metrics = new ArrayList<>();
    private final List<Attribute> others = new ArrayList<>();
    private final HopWords only = new HopWords();
    private final List<HopWords> several = new ArrayList<>();

    private static final class HopWords {
        String device = "";
        Optional<IpAddress> gateway = Optional.empty();
        int weight = 1;
        boolean onlink;
        final List<Attribute> others = new ArrayList<>();

        Hop hop(Family family) {
            return Hop.of(device, gateway.orElse(IpAddress.unspecified(family)), weight, onlink, others);
        }
    }

    private RouteLine(Netns netns, Family said, Line line) {
        this.netns = netns;
        this.family = said;
        this.line = line;
    }

    /**
     * {@return the route that the words describe}
     *
     * @param said the address family that {@code -4} or {@code -6} gives, or {@link Family#UNSPEC}. A destination other than {@code
     *     default} overrides it. If the family is then still {@code UNSPEC}, the first gateway without {@code inet} or {@code inet6}
     *     determines it, otherwise {@code src}, and otherwise it is IPv4.
     */
    static Route read(Netns netns, Family said, Line line) {
        RouteLine route = new RouteLine(netns, said, line);
        route.destination();
        HopWords current = route.only;
        while (line.hasNext()) {
            String word = line.next("a word");
            if (word.equals("nexthop")) {
                current = new HopWords();
                route.several.add(current);
            } else if (!route.readHop(word, current)) {
                route.read(word);
            }
        }
        return route.route();
    }

    private void destination() {
        String word = line.next("a destination");
        boolean named = !word.equals("default") && Character.isLetter(word.charAt(0)) && word.indexOf(':') < 0;
        if (named) {
            try {
                type = KernelNames.ofByte(word, RouteType::of);
            } catch (IllegalArgumentException _) {
                throw line.unknownWord("a route", "a destination, default, or a type such as unreachable first");
            }
            word = line.next("a destination");
        }
        if (!word.equals("default")) {
            Prefix block = block(word);
            destination = Optional.of(block);
            family = block.family();
        }
    }

    private Prefix block(String word) {
        try {
            return word.indexOf('/') < 0 ? IpAddress.parse(word).asPrefix() : Prefix.parse(word);
        } catch (IllegalArgumentException e) {
            throw line.error(e.getMessage());
        }
    }

    private boolean readHop(String word, HopWords hop) {
        switch (word) {
            case "via" -> hop.gateway = Optional.of(gateway());
            case "dev" -> hop.device = line.next("a device's name");
            case "onlink" -> hop.onlink = true;
            case "weight" -> hop.weight = line.number("a weight");
            case "attribute" -> (several.isEmpty() ? others : hop.others).add(KernelNames.attribute(line));
            default -> {
                return false;
            }
        }
        return true;
    }

    private IpAddress gateway() {
        boolean otherFamily = line.accept("inet6") || line.accept("inet");
        IpAddress gateway = line.next("a gateway", IpAddress::parse);
        if (!otherFamily && family.equals(Family.UNSPEC)) {
            family = gateway.family();
        }
        return gateway;
    }

    private void read(String word) {
        switch (word) {
            case "tos" -> tos = line.number("a type of service");
            case "scope" -> scope = Optional.of(line.next("a scope", name -> KernelNames.ofByte(name, RouteScope::of)));
            case "src" -> source = Optional.of(line.next("an address", IpAddress::parse));
            case "metric" -> readMetric();
            case "mtu" -> mtu = line.number("an MTU");
            case "pref" -> preference = line.next("low, medium or high", this::preference);
            case "table" -> table = Optional.of(line.next("a table", KernelNames::table));
            case "proto" -> protocol = line.next("a protocol", name -> KernelNames.ofByte(name, RouteProtocol::of));
            default -> {
                Integer number = METRICS.get(word);
                if (number == null) {
                    throw line.unknownWord(
                            "a route",
                            "via dev onlink scope src metric mtu advmss pref table proto tos attribute nexthop weight");
                }
                metrics.add(Attribute.ofInt(number, (int) line.unsignedInt("a number")));
            }
        }
    }

    private void readMetric() {
        if (line.accept("attribute")) {
            metrics.add(KernelNames.attribute(line));
        } else {
            metric = Optional.of(line.unsignedInt("a metric"));
        }
    }

    private RoutePreference preference(String name) {
        return KernelNames.ofByte(name, RoutePreference::of);
    }

    private Route route() {
        if (family.equals(Family.UNSPEC)) {
            family = source.map(IpAddress::family).orElse(Family.IPV4);
        }
        boolean ipv4 = family.equals(Family.IPV4);
        Route.Key key = Route.Key.of(
                netns,
                table.orElse(isLocal() ? RouteTable.LOCAL : RouteTable.MAIN),
                destination.orElse(Prefix.all(family)),
                tos,
                metric.orElse(ipv4 ? 0 : Route.DEFAULT_IPV6_METRIC));
        return Route.of(
                key,
                type,
                scope.orElse(ipv4 ? scopeOfIpv4() : RouteScope.UNIVERSE),
                protocol,
                source.orElse(IpAddress.unspecified(family)),
                hops(),
                preference,
                RouteMetrics.of(mtu, metrics),
                others);
    }

    private List<Hop> hops() {
        if (several.isEmpty()) {
            boolean leads = !only.device.isEmpty() || only.gateway.isPresent();
            return leads ? List.of(only.hop(family)) : List.of();
        }
        return several.stream().map(hop -> hop.hop(family)).toList();
    }

    private boolean isLocal() {
        return List.of(RouteType.LOCAL, RouteType.BROADCAST, RouteType.NAT, RouteType.ANYCAST)
                .contains(type);
    }

    private RouteScope scopeOfIpv4() {
        if (type.equals(RouteType.LOCAL) || type.equals(RouteType.NAT)) {
            return RouteScope.HOST;
        }
        if (List.of(RouteType.BROADCAST, RouteType.MULTICAST, RouteType.ANYCAST).contains(type)) {
            return RouteScope.LINK;
        }
        boolean direct = type.equals(RouteType.UNICAST) && several.isEmpty() && only.gateway.isEmpty();
        return direct ? RouteScope.LINK : RouteScope.UNIVERSE;
    }
}
