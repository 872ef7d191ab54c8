package meta.spi.net;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RoutePreference;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteScope;
import meta.netlink.RouteTable;
import meta.netlink.RouteType;

/** Builds the {@code ip route} command for a route (ip-route(8)). */
final class RouteCommand {
    private RouteCommand() {}

    /**
     * {@return the command that writes the route}
     *
     * @param verb {@code add}, {@code replace} or {@code append}
     */
    static CommandWords write(String verb, Route route) {
        CommandWords words = named(verb, route);
        boolean plain = isPlain(route);
        if (plain) {
            hop(words, route.hops().getFirst(), route.destination().family());
        }
        words.quotedIf(
                        !route.scope().equals(scopeOf(route)) || route.scope().equals(RouteScope.LINK),
                        "scope",
                        route.scope())
                .quotedIf(!route.source().isUnspecified(), "src", route.source());
        metric(words, route);
        metrics(words, route.metrics())
                .quotedIf(!route.preference().equals(RoutePreference.MEDIUM), "pref", route.preference())
                .attributes(route.others());
        owner(words, route);
        if (!plain) {
            nextHops(words, route);
        }
        return words;
    }

    /** {@return the command that deletes the route} Of several matching routes, {@code ip} deletes the first. */
    static CommandWords delete(Route route) {
        CommandWords words = named("del", route);
        if (isPlain(route)) {
            hop(words, route.hops().getFirst(), route.destination().family());
        }
        metric(words, route);
        return owner(words, route);
    }

    private static CommandWords named(String verb, Route route) {
        Prefix destination = route.destination();
        boolean ipv6 = destination.family().equals(Family.IPV6);
        CommandWords words = CommandWords.of(CommandWords.IP)
                .plainIf(destination.isAll() && ipv6, "-6")
                .plain("route", verb)
                .plainIf(!route.type().equals(RouteType.UNICAST), route.type().toString())
                .quoted(name(destination));
        return words.quotedIf(
                route.key().tos() != 0,
                "tos",
                "0x" + Integer.toHexString(route.key().tos()));
    }

    private static Object name(Prefix destination) {
        if (destination.isAll()) {
            return "default";
        }
        return destination.isSingle() ? destination.address() : destination;
    }

    /** {@return whether the route has exactly one hop, which needs no word {@code nexthop}} */
    private static boolean isPlain(Route route) {
        return route.hops().size() == 1
                && route.hops().getFirst().weight() == 1
                && route.hops().getFirst().others().isEmpty();
    }

    private static void nextHops(CommandWords words, Route route) {
        for (Hop hop : route.hops()) {
            hop(words.plain("nexthop"), hop, route.destination().family())
                    .quotedIf(hop.weight() != 1, "weight", hop.weight())
                    .attributes(hop.others());
        }
    }

    private static CommandWords hop(CommandWords words, Hop hop, Family family) {
        if (hop.hasGateway()) {
            IpAddress gateway = hop.gateway();
            words.plain("via")
                    .plainIf(!gateway.family().equals(family), gateway.family().toString())
                    .quoted(gateway);
        }
        return words.quotedIf(!hop.device().isEmpty(), "dev", hop.device()).plainIf(hop.onlink(), "onlink");
    }

    private static void metric(CommandWords words, Route route) {
        boolean ipv6 = route.destination().family().equals(Family.IPV6);
        long metric = route.key().metric();
        words.quotedIf(metric != (ipv6 ? Route.DEFAULT_IPV6_METRIC : 0), "metric", metric);
    }

    private static CommandWords metrics(CommandWords words, RouteMetrics metrics) {
        words.quotedIf(metrics.mtu() != 0, "mtu", metrics.mtu());
        for (Attribute metric : metrics.others()) {
            String keyword = keyword(metric.type());
            boolean number = !keyword.isEmpty() && metric.value().length == 4;
            if (number) {
                words.quoted(keyword, Integer.toUnsignedString(metric.asInt()));
            } else {
                words.plain("metric").attributes(List.of(metric));
            }
        }
        return words;
    }

    /**
     * {@return the word for a metric that is a number ({@code linux/rtnetlink.h RTAX_}); empty if it is no plain number, or has no word
     * here}
     */
    private static String keyword(int type) {
        return switch (type) {
            case 3 -> "window";
            case 7 -> "cwnd";
            case 8 -> "advmss";
            case 9 -> "reordering";
            case 10 -> "hoplimit";
            case 11 -> "initcwnd";
            case 14 -> "initrwnd";
            case 15 -> "quickack";
            default -> "";
        };
    }

    private static CommandWords owner(CommandWords words, Route route) {
        return words.quotedIf(!route.table().equals(tableOf(route.type())), "table", route.table())
                .quotedIf(!route.protocol().equals(RouteProtocol.BOOT), "proto", route.protocol());
    }

    /** {@return the default table of {@code ip} for a route of this type} */
    private static RouteTable tableOf(RouteType type) {
        return isLocal(type) ? RouteTable.LOCAL : RouteTable.MAIN;
    }

    private static boolean isLocal(RouteType type) {
        return type.equals(RouteType.LOCAL)
                || type.equals(RouteType.BROADCAST)
                || type.equals(RouteType.NAT)
                || type.equals(RouteType.ANYCAST);
    }

    /** {@return the default scope of {@code ip} for the route} */
    private static RouteScope scopeOf(Route route) {
        if (route.destination().family().equals(Family.IPV6)) {
            return RouteScope.UNIVERSE;
        }
        RouteType type = route.type();
        if (type.equals(RouteType.LOCAL) || type.equals(RouteType.NAT)) {
            return RouteScope.HOST;
        }
        if (type.equals(RouteType.BROADCAST) || type.equals(RouteType.MULTICAST) || type.equals(RouteType.ANYCAST)) {
            return RouteScope.LINK;
        }
        boolean direct = route.hops().isEmpty()
                || (isPlain(route) && !route.hops().getFirst().hasGateway());
        return type.equals(RouteType.UNICAST) && direct ? RouteScope.LINK : RouteScope.UNIVERSE;
    }
}
