package meta.spi.net;

import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.netlink.RuleAction;

/**
 * A rule that selects a routing table for a packet ({@code ip rule}).
 *
 * @param key priority, selectors and table; a rule that differs in one of them is another rule
 * @param protocol the program that created the rule ({@code FRA_PROTOCOL})
 */
public record Rule(Key key, RouteProtocol protocol) implements NetworkObject {
    /**
     * The attributes by which the kernel distinguishes rules.
     *
     * @param netns the namespace
     * @param priority 0 to 2^32-1; the kernel evaluates the smaller one first
     * @param from the source addresses of matching packets; {@link Prefix#all} for any
     * @param to the destination addresses of matching packets; {@link Prefix#all} for any
     * @param action the action for a matching packet
     * @param table the table that is selected, for {@link RuleAction#TO_TABLE}
     * @param selectors the other selectors, such as marks and devices
     */
    public record Key(
            Netns netns,
            long priority,
            Prefix from,
            Prefix to,
            RuleAction action,
            RouteTable table,
            RuleSelectors selectors)
            implements ObjectKey {}

    /** {@return a rule with our protocol number that selects the table for packets from these addresses} */
    public static Rule from(Prefix source, Netns netns, RouteTable table, long priority) {
        return of(source, Prefix.all(source.family()), netns, table, priority);
    }

    /** {@return a rule with our protocol number that selects the table for packets to these addresses} */
    public static Rule to(Prefix destination, Netns netns, RouteTable table, long priority) {
        return of(Prefix.all(destination.family()), destination, netns, table, priority);
    }

    /**
     * {@return a rule with our protocol number that skips the rules before {@code target} for packets to these addresses}
     *
     * @param target the priority of the rule that the kernel evaluates next, larger than {@code priority}; if no rule has it, the kernel
     *     ignores this rule
     */
    public static Rule skipping(Prefix destination, Netns netns, long target, long priority) {
        RuleSelectors selectors = RuleSelectors.NONE.with(Attribute.ofInt(RuleSelectors.GOTO_TARGET, (int) target));
        Prefix any = Prefix.all(destination.family());
        return new Rule(
                new Key(netns, priority, any, destination, RuleAction.GOTO, RouteTable.UNSPEC, selectors),
                Ownership.PROTOCOL);
    }

    private static Rule of(Prefix from, Prefix to, Netns netns, RouteTable table, long priority) {
        return new Rule(
                new Key(netns, priority, from, to, RuleAction.TO_TABLE, table, RuleSelectors.NONE), Ownership.PROTOCOL);
    }

    /** {@return the rule with another protocol} */
    public Rule withProtocol(RouteProtocol other) {
        return new Rule(key, other);
    }

    /**
     * {@return the rule with these selectors instead of its former ones; a rule of {@link #skipping} keeps its target}
     */
    public Rule withSelectors(RuleSelectors changed) {
        Attribute[] target = key.selectors().target().stream()
                .mapToObj(number -> Attribute.ofInt(RuleSelectors.GOTO_TARGET, number))
                .toArray(Attribute[]::new);
        Key other = new Key(
                key.netns(), key.priority(), key.from(), key.to(), key.action(), key.table(), changed.with(target));
        return new Rule(other, protocol);
    }

    @Override
    public Netns netns() {
        return key.netns();
    }

    public Family family() {
        return key.from().family();
    }

    /** {@return whether it has our protocol number} */
    public boolean isOurs() {
        return protocol.equals(Ownership.PROTOCOL);
    }
}
