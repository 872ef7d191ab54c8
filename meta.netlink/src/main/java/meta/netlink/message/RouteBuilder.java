package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RoutePreference;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteScope;
import meta.netlink.RouteTable;
import meta.netlink.RouteType;
import org.jspecify.annotations.Nullable;

/** Builds a {@link RouteMessage}; begins with only a family, or with the components of another message. */
final class RouteBuilder {
    Family family;
    int destinationLength;
    int sourceLength;
    int tos;
    RouteTable table = RouteTable.UNSPEC;
    RouteProtocol protocol = RouteProtocol.UNSPEC;
    RouteScope scope = RouteScope.UNIVERSE;
    RouteType type = RouteType.UNSPEC;
    int flags;

    @Nullable IpAddress destination;

    @Nullable IpAddress source;

    @Nullable IpAddress preferredSource;

    @Nullable IpAddress gateway;

    @Nullable Integer outputIndex;

    @Nullable Integer priority;

    @Nullable RoutePreference preference;

    List<Attribute> metrics = List.of();
    List<NextHop> nextHops = List.of();
    List<Attribute> unknown = List.of();

    RouteBuilder(Family family) {
        this.family = family;
    }

    RouteBuilder(RouteMessage from) {
        family = from.family();
        destinationLength = from.destinationLength();
        sourceLength = from.sourceLength();
        tos = from.tos();
        table = from.table();
        protocol = from.protocol();
        scope = from.scope();
        type = from.type();
        flags = from.flags();
        destination = from.destination();
        source = from.source();
        preferredSource = from.preferredSource();
        gateway = from.gateway();
        outputIndex = from.outputIndex();
        priority = from.priority();
        preference = from.preference();
        metrics = from.metrics();
        nextHops = from.nextHops();
        unknown = from.unknown();
    }

    RouteMessage build() {
        return new RouteMessage(
                family,
                destinationLength,
                sourceLength,
                tos,
                table,
                protocol,
                scope,
                type,
                flags,
                destination,
                source,
                preferredSource,
                gateway,
                outputIndex,
                priority,
                preference,
                metrics,
                nextHops,
                unknown);
    }
}
