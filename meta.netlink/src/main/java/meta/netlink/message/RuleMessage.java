package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.netlink.RuleAction;
import org.jspecify.annotations.Nullable;

/**
 * A policy routing rule: {@code struct fib_rule_hdr} and its {@code FRA_} attributes ({@code linux/fib_rules.h}).
 *
 * @param family IPv4 or IPv6; a dump of all families can contain rules of other families
 * @param tos the type of service, 0 to 255; 0 matches every type of service
 * @param table {@code FRA_TABLE}; without this attribute, the table in the struct. {@link RouteTable#UNSPEC} if the rule has no table
 * @param flags {@code FIB_RULE_} bits
 * @param destination null matches every destination
 * @param source null matches every source
 * @param priority an unsigned int; the kernel evaluates the rule with the lowest number first. In a message of the kernel, null stands for
 *     0. In a request for a new rule, null lets the kernel choose the number
 * @param fwmark the packet mark; null stands for 0
 * @param fwmask the bits in which the mark of a packet must equal {@code fwmark}; null for all bits, or for none if the mark is 0
 * @param inputName the name of the device that the packet arrived on; null matches every packet
 * @param outputName the name of the device that the packet's socket is bound to; null matches every packet
 */
public record RuleMessage(
        Family family,
        int destinationLength,
        int sourceLength,
        int tos,
        RouteTable table,
        RuleAction action,
        int flags,
        @Nullable IpAddress destination,
        @Nullable IpAddress source,
        @Nullable Integer priority,
        @Nullable Integer fwmark,
        @Nullable Integer fwmask,
        @Nullable String inputName,
        @Nullable String outputName,
        @Nullable RouteProtocol protocol,
        List<Attribute> unknown)
        implements NetlinkMessage {

    public RuleMessage {
        FieldRangeCheck.requirePrefixLength("dst_len", family, destinationLength);
        FieldRangeCheck.requirePrefixLength("src_len", family, sourceLength);
        FieldRangeCheck.requireByte("tos", tos);
        unknown = List.copyOf(unknown);
    }

    /** {@return the message for a dump of the rules of a family} */
    public static RuleMessage any(Family family) {
        return new RuleBuilder(family).build();
    }

    /** {@return a rule that matches every packet of the family, and selects this table} */
    public static RuleMessage lookup(Family family, RouteTable table, int priority) {
        RuleBuilder builder = new RuleBuilder(family);
        builder.table = table;
        builder.action = RuleAction.TO_TABLE;
        builder.priority = priority;
        return builder.build();
    }

    /** {@return the destination prefix of an IPv4 or IPv6 rule} */
    public Prefix destinationPrefix() {
        return Prefix.containing(destination == null ? IpAddress.unspecified(family) : destination, destinationLength);
    }

    /** {@return the source prefix of an IPv4 or IPv6 rule} */
    public Prefix sourcePrefix() {
        return Prefix.containing(source == null ? IpAddress.unspecified(family) : source, sourceLength);
    }

    public RuleMessage withDestination(Prefix newDestination) {
        RuleBuilder builder = new RuleBuilder(this);
        builder.destinationLength = newDestination.length();
        builder.destination = newDestination.isAll() ? null : newDestination.address();
        return builder.build();
    }

    public RuleMessage withSource(Prefix newSource) {
        RuleBuilder builder = new RuleBuilder(this);
        builder.sourceLength = newSource.length();
        builder.source = newSource.isAll() ? null : newSource.address();
        return builder.build();
    }

    /** {@return a copy that matches only packets whose mark equals {@code newFwmark} in the bits that are set in {@code newFwmask}} */
    public RuleMessage withFwmark(int newFwmark, int newFwmask) {
        RuleBuilder builder = new RuleBuilder(this);
        builder.fwmark = newFwmark;
        builder.fwmask = newFwmask;
        return builder.build();
    }

    public RuleMessage withProtocol(RouteProtocol newProtocol) {
        RuleBuilder builder = new RuleBuilder(this);
        builder.protocol = newProtocol;
        return builder.build();
    }

    public RuleMessage withInputName(String newInputName) {
        RuleBuilder builder = new RuleBuilder(this);
        builder.inputName = newInputName;
        return builder.build();
    }

    public RuleMessage withOutputName(String newOutputName) {
        RuleBuilder builder = new RuleBuilder(this);
        builder.outputName = newOutputName;
        return builder.build();
    }

    public RuleMessage withUnknown(List<Attribute> newUnknown) {
        RuleBuilder builder = new RuleBuilder(this);
        builder.unknown = newUnknown;
        return builder.build();
    }
}
