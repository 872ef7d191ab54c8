package meta.spi.net;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.netlink.RuleAction;

/**
 * A rule that chooses a routing table for a packet ({@code ip rule}).
 *
 * @param key priority, selectors and table: the kernel takes a rule that differs in any of them for another one
 * @param protocol who made the rule ({@code FRA_PROTOCOL})
 */
public record Rule(Key key, RouteProtocol protocol) implements NetworkObject {
    /** The attribute with the priority that a rule of {@link RuleAction#GOTO} leads to ({@code linux/fib_rules.h FRA_GOTO}). */
    static final int GOTO_TARGET = 4;

    /**
     * What the kernel tells rules apart by.
     *
     * @param netns the namespace
     * @param priority 0 to 2^32-1; the smaller is asked first
     * @param from the source addresses it is for; {@link Prefix#all} for any
     * @param to the destination addresses it is for; {@link Prefix#all} for any
     * @param action what becomes of the packet
     * @param table where it is looked up, for {@link RuleAction#TO_TABLE}
     * @param others selectors that are not interpreted, such as marks and devices
     */
    public record Key(
            Netns netns,
            long priority,
            Prefix from,
            Prefix to,
            RuleAction action,
            RouteTable table,
            List<Attribute> others)
            implements ObjectKey {
        public Key {
            others = List.copyOf(others);
        }
    }

    /** {@return a rule of ours that looks packets from these addresses up in the table} */
    public static Rule from(Prefix source, Netns netns, RouteTable table, long priority) {
        return of(source, Prefix.all(source.family()), netns, table, priority);
    }

    /** {@return a rule of ours that looks packets to these addresses up in the table} */
    public static Rule to(Prefix destination, Netns netns, RouteTable table, long priority) {
        return of(Prefix.all(destination.family()), destination, netns, table, priority);
    }

    /**
     * {@return a rule of ours that passes over the rules before {@code target} for packets to these addresses}
     *
     * @param target the priority of the rule that is asked next, larger than {@code priority}; where there is none, the kernel ignores
     *     this rule
     */
    public static Rule skipping(Prefix destination, Netns netns, long target, long priority) {
        List<Attribute> selectors = List.of(Attribute.ofInt(GOTO_TARGET, (int) target));
        Prefix any = Prefix.all(destination.family());
        return new Rule(
                new Key(netns, priority, any, destination, RuleAction.GOTO, RouteTable.UNSPEC, selectors),
                Ownership.PROTOCOL);
    }

    private static Rule of(Prefix from, Prefix to, Netns netns, RouteTable table, long priority) {
        return new Rule(new Key(netns, priority, from, to, RuleAction.TO_TABLE, table, List.of()), Ownership.PROTOCOL);
    }

    /** {@return the rule as another has made it} */
    public Rule withProtocol(RouteProtocol other) {
        return new Rule(key, other);
    }

    @Override
    public Netns netns() {
        return key.netns();
    }

    public Family family() {
        return key.from().family();
    }

    /** {@return whether it carries our mark} */
    public boolean isOurs() {
        return protocol.equals(Ownership.PROTOCOL);
    }
}
