package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.netlink.RuleAction;
import org.jspecify.annotations.Nullable;

/** Builds a {@link RuleMessage}; begins with only a family, or with the components of another message. */
final class RuleBuilder {
    Family family;
    int destinationLength;
    int sourceLength;
    int tos;
    RouteTable table = RouteTable.UNSPEC;
    RuleAction action = RuleAction.UNSPEC;
    int flags;

    @Nullable IpAddress destination;

    @Nullable IpAddress source;

    @Nullable Integer priority;

    @Nullable Integer fwmark;

    @Nullable Integer fwmask;

    @Nullable String inputName;

    @Nullable String outputName;

    @Nullable RouteProtocol protocol;

    List<Attribute> unknown = List.of();

    RuleBuilder(Family family) {
        this.family = family;
    }

    RuleBuilder(RuleMessage from) {
        family = from.family();
        destinationLength = from.destinationLength();
        sourceLength = from.sourceLength();
        tos = from.tos();
        table = from.table();
        action = from.action();
        flags = from.flags();
        destination = from.destination();
        source = from.source();
        priority = from.priority();
        fwmark = from.fwmark();
        fwmask = from.fwmask();
        inputName = from.inputName();
        outputName = from.outputName();
        protocol = from.protocol();
        unknown = from.unknown();
    }

    RuleMessage build() {
        return new RuleMessage(
                family,
                destinationLength,
                sourceLength,
                tos,
                table,
                action,
                flags,
                destination,
                source,
                priority,
                fwmark,
                fwmask,
                inputName,
                outputName,
                protocol,
                unknown);
    }
}
