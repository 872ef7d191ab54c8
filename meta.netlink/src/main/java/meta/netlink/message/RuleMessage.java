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
 * <p>A dump contains default attributes, such as {@code FRA_SUPPRESS_PREFIXLEN} -1; they are in {@code unknown}.
 *
 * @param family {@link Family#IPV4} or {@link Family#IPV6}
 * @param destinationLength the prefix length of the matched destination, 0 for any
 * @param sourceLength the prefix length of the matched source, 0 for any
 * @param tos the matched type of service, 0 to 255
 * @param table the table to look up; {@code FRA_TABLE} and the struct's {@code table} combined
 * @param action what happens to a matching packet
 * @param flags {@code FIB_RULE_} bits
 * @param destination the first address of the destination ({@code FRA_DST}, in {@code ip} {@code to})
 * @param source the first address of the source ({@code FRA_SRC}, in {@code ip} {@code from})
 * @param priority its priority, unsigned ({@code FRA_PRIORITY}); the lowest is evaluated first
 * @param fwmark the matched packet mark ({@code FRA_FWMARK})
 * @param fwmask the compared bits of the mark ({@code FRA_FWMASK})
 * @param inputName the device that a packet arrived on ({@code FRA_IIFNAME})
 * @param outputName the device that a packet's socket is bound to ({@code FRA_OIFNAME})
 * @param protocol its origin ({@code FRA_PROTOCOL})
 * @param unknown all other attributes
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
        Ranges.requirePrefixLength("dst_len", family, destinationLength);
        Ranges.requirePrefixLength("src_len", family, sourceLength);
        Ranges.requireByte("tos", tos);
        unknown = List.copyOf(unknown);
    }

    /** {@return a pattern for all rules of a family} */
    public static RuleMessage any(Family family) {
        return new RuleMessage(
                family,
                0,
                0,
                0,
                RouteTable.UNSPEC,
                RuleAction.UNSPEC,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    /** {@return a rule that looks up every packet of the family in this table} */
    public static RuleMessage lookup(Family family, RouteTable table, int priority) {
        RuleDraft draft = new RuleDraft(any(family));
        draft.table = table;
        draft.action = RuleAction.TO_TABLE;
        draft.priority = priority;
        return draft.message();
    }

    /** {@return the matched destination as a prefix; {@code 0.0.0.0/0} or {@code ::/0} for any} */
    public Prefix destinationPrefix() {
        return Prefix.containing(destination == null ? IpAddress.unspecified(family) : destination, destinationLength);
    }

    /** {@return the matched source as a prefix; {@code 0.0.0.0/0} or {@code ::/0} for any} */
    public Prefix sourcePrefix() {
        return Prefix.containing(source == null ? IpAddress.unspecified(family) : source, sourceLength);
    }

    /** {@return the same rule, for packets to this prefix} */
    public RuleMessage withDestination(Prefix newDestination) {
        RuleDraft draft = new RuleDraft(this);
        draft.destinationLength = newDestination.length();
        draft.destination = newDestination.isAll() ? null : newDestination.address();
        return draft.message();
    }

    /** {@return the same rule, for packets from this prefix} */
    public RuleMessage withSource(Prefix newSource) {
        RuleDraft draft = new RuleDraft(this);
        draft.sourceLength = newSource.length();
        draft.source = newSource.isAll() ? null : newSource.address();
        return draft.message();
    }

    /** {@return the same rule, for packets whose mark equals {@code newFwmark} in the bits of {@code newFwmask}} */
    public RuleMessage withFwmark(int newFwmark, int newFwmask) {
        RuleDraft draft = new RuleDraft(this);
        draft.fwmark = newFwmark;
        draft.fwmask = newFwmask;
        return draft.message();
    }

    public RuleMessage withProtocol(RouteProtocol newProtocol) {
        RuleDraft draft = new RuleDraft(this);
        draft.protocol = newProtocol;
        return draft.message();
    }

    public RuleMessage withInputName(String newInputName) {
        RuleDraft draft = new RuleDraft(this);
        draft.inputName = newInputName;
        return draft.message();
    }

    public RuleMessage withOutputName(String newOutputName) {
        RuleDraft draft = new RuleDraft(this);
        draft.outputName = newOutputName;
        return draft.message();
    }

    public RuleMessage withUnknown(List<Attribute> newUnknown) {
        RuleDraft draft = new RuleDraft(this);
        draft.unknown = newUnknown;
        return draft.message();
    }
}
