package meta.core.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RoutePreference;
import meta.netlink.message.NextHop;
import meta.netlink.message.RouteMessage;
import meta.spi.net.Hop;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.RouteMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Translates routes from and to netlink messages. Of the flags, only {@code onlink} is translated: most others describe the present state.
 *
 * @param netns the namespace of the routes
 * @param devices the devices of that namespace
 */
public record RouteMapping(Netns netns, Devices devices) {
    private static final int RTM_F_CLONED = 0x200; // linux/rtnetlink.h
    private static final int RTAX_MTU = 2;
    private static final int RTA_FLOW = 11;
    private static final int RTA_ENCAP_TYPE = 21;
    private static final int RTA_ENCAP = 22;
    private static final int TYPE_MASK = 0x3fff; // linux/netlink.h NLA_TYPE_MASK

    /**
     * {@return the route, with {@linkplain Route.Key#rank rank} 0; empty if the message is a cache entry, has a source prefix ({@code
     * from}), is neither IPv4 nor IPv6, or uses a device that {@code devices} does not contain}
     */
    public Optional<Route> read(RouteMessage message) {
        boolean cached = (message.flags() & RTM_F_CLONED) != 0;
        if (cached || message.sourceLength() != 0 || !message.family().isIp()) {
            return Optional.empty();
        }
        List<Attribute> others = new ArrayList<>();
        List<Attribute> othersOfHop = new ArrayList<>();
        for (Attribute attribute : message.unknown()) {
            (isOfHop(attribute) ? othersOfHop : others).add(attribute);
        }
        Optional<List<Hop>> hops = hops(message, othersOfHop);
        return hops.map(found -> route(message, found, others));
    }

    private Route route(RouteMessage message, List<Hop> hops, List<Attribute> others) {
        Integer priority = message.priority();
        RoutePreference preference = message.preference();
        return Route.of(
                Route.Key.of(
                        netns,
                        message.table(),
                        message.destinationPrefix(),
                        message.tos(),
                        priority == null ? 0 : Integer.toUnsignedLong(priority)),
                message.type(),
                message.scope(),
                message.protocol(),
                orUnspecified(message.preferredSource(), message.family()),
                hops,
                preference == null ? RoutePreference.MEDIUM : preference,
                metrics(message),
                others);
    }

    private Optional<List<Hop>> hops(RouteMessage message, List<Attribute> othersOfHop) {
        List<Hop> hops = new ArrayList<>();
        Integer output = message.outputIndex();
        if (output != null) {
            Optional<String> device = devices.name(output);
            if (device.isEmpty()) {
                return Optional.empty();
            }
            IpAddress gateway = orUnspecified(message.gateway(), message.family());
            hops.add(Hop.of(device.get(), gateway, 1, isOnlink(message.flags()), othersOfHop));
        }
        for (NextHop next : message.nextHops()) {
            Optional<String> device = devices.name(next.ifindex());
            if (device.isEmpty()) {
                return Optional.empty();
            }
            IpAddress gateway = orUnspecified(next.gateway(), message.family());
            hops.add(Hop.of(device.get(), gateway, next.weight(), isOnlink(next.flags()), next.unknown()));
        }
        return Optional.of(hops);
    }

    private static RouteMetrics metrics(RouteMessage message) {
        if (message.metrics().isEmpty()) {
            return RouteMetrics.NONE;
        }
        Integer mtu = message.mtu();
        List<Attribute> others = new ArrayList<>();
        for (Attribute metric : message.metrics()) {
            if (metric.type() != RTAX_MTU) {
                others.add(metric);
            }
        }
        return RouteMetrics.of(mtu == null ? 0 : mtu, others);
    }

    /**
     * {@return the message that creates, replaces or deletes the route}
     *
     * @throws IllegalArgumentException if the message needs the index of a device that {@code devices} does not contain
     */
    public RouteMessage write(Route route) {
        RouteMessage message = RouteMessage.to(route.destination())
                .withTable(route.table())
                .withTos(route.key().tos())
                .withType(route.type())
                .withScope(route.scope())
                .withProtocol(route.protocol());
        if (route.key().metric() != 0) {
            message = message.withPriority((int) route.key().metric());
        }
        if (!route.source().isUnspecified()) {
            message = message.withPreferredSource(route.source());
        }
        if (!route.preference().equals(RoutePreference.MEDIUM)) {
            message = message.withPreference(route.preference());
        }
        return withHops(withMetrics(message, route.metrics()), route);
    }

    private static RouteMessage withMetrics(RouteMessage message, RouteMetrics metrics) {
        RouteMessage others = metrics.others().isEmpty() ? message : message.withMetrics(metrics.others());
        return metrics.mtu() == 0 ? others : others.withMtu(metrics.mtu());
    }

    private RouteMessage withHops(RouteMessage message, Route route) {
        if (route.hops().isEmpty()
                || route.isByNexthopObject()) { // the kernel takes the devices and gateways from the nexthop object
            return message.withUnknown(route.others());
        }
        if (route.hops().size() == 1) {
            Hop hop = route.hops().getFirst();
            List<Attribute> unknown = new ArrayList<>(route.others());
            unknown.addAll(hop.others());
            RouteMessage over = message.withUnknown(unknown)
                    .withGateway(hop.hasGateway() ? hop.gateway() : null)
                    .withFlags(hop.onlink() ? RouteMessage.ONLINK : 0);
            return hop.device().isEmpty() ? over : over.withOutputIndex(devices.index(hop.device()));
        }
        List<NextHop> nextHops = new ArrayList<>();
        for (Hop hop : route.hops()) {
            nextHops.add(new NextHop(
                    devices.index(hop.device()),
                    hop.weight(),
                    hop.onlink() ? RouteMessage.ONLINK : 0,
                    hop.hasGateway() ? hop.gateway() : null,
                    hop.others()));
        }
        return message.withUnknown(route.others()).withNextHops(nextHops);
    }

    private static boolean isOfHop(Attribute attribute) {
        return switch (attribute.type() & TYPE_MASK) {
            case RTA_FLOW, RouteMessage.VIA, RTA_ENCAP_TYPE, RTA_ENCAP -> true;
            default -> false;
        };
    }

    private static boolean isOnlink(int flags) {
        return (flags & RouteMessage.ONLINK) != 0;
    }

    private static IpAddress orUnspecified(@Nullable IpAddress address, Family family) {
        return address == null ? IpAddress.unspecified(family) : address;
    }
}
