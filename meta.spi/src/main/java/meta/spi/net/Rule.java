package meta.spi.net;

import java.util.OptionalInt;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.netlink.RuleAction;

/**
 * A routing rule, which selects a routing table or another action for matching packets ({@code ip rule}). Immutable.
 *
 * <p>A snapshot does not contain inverted rules ({@code ip rule add not ...}).
 */
public sealed interface Rule extends NetworkObject {

    /** {@return a rule with these values} */
    static Rule of(Key key, RouteProtocol protocol) {
        return new PlainRule(key, protocol);
    }

    /** The properties that identify a rule: all of them except the protocol number. */
    sealed interface Key extends ObjectKey permits PlainRuleKey {

        /** {@return a key with these values} */
        static Key of(
                Netns netns,
                long priority,
                Prefix from,
                Prefix to,
                RuleAction action,
                RouteTable table,
                RuleSelectors selectors) {
            return new PlainRuleKey(netns, priority, from, to, action, table, selectors);
        }

        /** {@return the priority, 0 to 2^32-1; the kernel evaluates rules with smaller numbers first} */
        long priority();

        /** {@return the source addresses of matching packets; {@link Prefix#all} if the rule matches any source} */
        Prefix from();

        /** {@return the destination addresses of matching packets; {@link Prefix#all} if the rule matches any destination} */
        Prefix to();

        /** {@return what the kernel does with a matching packet, such as {@link RuleAction#TO_TABLE}} */
        RuleAction action();

        /** {@return the table in which the kernel looks up the route; {@link RouteTable#UNSPEC} if the rule names no table} */
        RouteTable table();

        /** {@return the other conditions for a match, such as a firewall mark or a device} */
        RuleSelectors selectors();
    }

    /**
     * {@return a rule of {@linkplain #isOurs ours} that selects the table for packets from these addresses}
     *
     * @param priority 0 to 2^32-1
     */
    static Rule from(Prefix source, Netns netns, RouteTable table, long priority) {
        return of(source, Prefix.all(source.family()), netns, table, priority);
    }

    /**
     * {@return a rule of {@linkplain #isOurs ours} that selects the table for packets to these addresses}
     *
     * @param priority 0 to 2^32-1
     */
    static Rule to(Prefix destination, Netns netns, RouteTable table, long priority) {
        return of(Prefix.all(destination.family()), destination, netns, table, priority);
    }

    /**
     * {@return a rule of {@linkplain #isOurs ours} that skips the rules between it and the priority {@code target} for packets to these
     * addresses}
     *
     * @param target the priority of the rule that the kernel evaluates next, larger than {@code priority}. If no rule has this priority,
     *     the kernel ignores the returned rule
     * @param priority the priority of the returned rule
     */
    static Rule skipping(Prefix destination, Netns netns, long target, long priority) {
        RuleSelectors selectors = RuleSelectors.NONE.with(Attribute.ofInt(RuleSelectors.GOTO_TARGET, (int) target));
        Prefix any = Prefix.all(destination.family());
        return of(
                Key.of(netns, priority, any, destination, RuleAction.GOTO, RouteTable.UNSPEC, selectors),
                Ownership.PROTOCOL);
    }

    private static Rule of(Prefix from, Prefix to, Netns netns, RouteTable table, long priority) {
        return of(
                Key.of(netns, priority, from, to, RuleAction.TO_TABLE, table, RuleSelectors.NONE), Ownership.PROTOCOL);
    }

    /** {@return a copy with another protocol number} */
    default Rule withProtocol(RouteProtocol other) {
        return of(key(), other);
    }

    /** {@return a copy with these selectors; the target of a rule with the action {@link RuleAction#GOTO} stays} */
    default Rule withSelectors(RuleSelectors changed) {
        Key key = key();
        OptionalInt target = key.selectors().target();
        RuleSelectors all = target.isPresent()
                ? changed.with(Attribute.ofInt(RuleSelectors.GOTO_TARGET, target.getAsInt()))
                : changed;
        return of(
                Key.of(key.netns(), key.priority(), key.from(), key.to(), key.action(), key.table(), all), protocol());
    }

    @Override
    default Netns netns() {
        return key().netns();
    }

    /** {@return the address family of matching packets} */
    default Family family() {
        return key().from().family();
    }

    /** {@return whether the rule has our protocol number ({@link Ownership#PROTOCOL})} */
    default boolean isOurs() {
        return protocol().equals(Ownership.PROTOCOL);
    }

    @Override
    Key key();

    /** {@return the protocol number, by which a program can recognize its rules ({@code FRA_PROTOCOL})} */
    RouteProtocol protocol();
}

record PlainRule(Rule.Key key, RouteProtocol protocol) implements Rule {}
