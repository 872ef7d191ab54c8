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
 * <p>The kernel also sends attributes with default values, such as {@code FRA_SUPPRESS_PREFIXLEN} -1. They are in {@code unknown}. A null selector,
 * and a prefix length or {@code tos} of 0, match all packets.
 *
 * @param family the reply to a request with {@link Family#UNSPEC} can contain rules that are neither IPv4 nor IPv6
 * @param tos the matched type of service, 0 to 255
 * @param table {@code FRA_TABLE} and the struct's {@code table} combined; {@link RouteTable#UNSPEC} if none
 * @param flags {@code FIB_RULE_} bits
 * @param destination the first matched destination ({@code FRA_DST})
 * @param source the first matched source ({@code FRA_SRC})
 * @param priority an unsigned int ({@code FRA_PRIORITY}); the kernel evaluates the rule with the lowest number first. Null stands for 0 in a message
 *     of the kernel; in a request, the kernel then chooses a priority
 * @param fwmark the matched packet mark ({@code FRA_FWMARK})
 * @param fwmask the compared bits of the mark ({@code FRA_FWMASK})
 * @param inputName the name of the device that the packet arrived on ({@code FRA_IIFNAME})
 * @param outputName the name of the device that the packet's socket is bound to ({@code FRA_OIFNAME})
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

    public static RuleMessage any(Family family) {
        return new RuleBuilder(family).build();
    }

    /** {@return a rule by which the kernel looks up every packet of the family in this table} */
    public static RuleMessage lookup(Family family, RouteTable table, int priority) {
        RuleBuilder builder = new RuleBuilder(family);
        builder.table = table;
        builder.action = RuleAction.TO_TABLE;
        builder.priority = priority;
        return builder.build();
    }

    /** {@return the matched destination; {@code 0.0.0.0/0} or {@code ::/0} for any} */
    public Prefix destinationPrefix() {
        return Prefix.containing(destination == null ? IpAddress.unspecified(family) : destination, destinationLength);
    }

    /** {@return the matched source; {@code 0.0.0.0/0} or {@code ::/0} for any} */
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

    /** {@return a copy of this rule that matches only packets whose mark equals {@code newFwmark} in the bits of {@code newFwmask}} */
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
