package meta.spi.net;

import java.util.OptionalInt;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.netlink.RuleAction;

/** A rule that selects a routing table for a packet ({@code ip rule}). */
public sealed interface Rule extends NetworkObject {

    /** {@return a rule with these values} */
    static Rule of(Key key, RouteProtocol protocol) {
        return new PlainRule(key, protocol);
    }

    /** The attributes by which the kernel distinguishes rules. */
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

        /** {@return the priority, 0 to 2^32-1; the kernel evaluates the smaller one first} */
        long priority();

        /** {@return the source addresses of matching packets; {@link Prefix#all} for any} */
        Prefix from();

        /** {@return the destination addresses of matching packets; {@link Prefix#all} for any} */
        Prefix to();

        /** {@return the action for a matching packet} */
        RuleAction action();

        /** {@return the selected table; {@link RouteTable#UNSPEC} for actions other than {@link RuleAction#TO_TABLE}} */
        RouteTable table();

        /** {@return the other selectors, such as marks and devices} */
        RuleSelectors selectors();
    }

    /** {@return a rule with our protocol number that selects the table for packets from these addresses} */
    static Rule from(Prefix source, Netns netns, RouteTable table, long priority) {
        return of(source, Prefix.all(source.family()), netns, table, priority);
    }

    /** {@return a rule with our protocol number that selects the table for packets to these addresses} */
    static Rule to(Prefix destination, Netns netns, RouteTable table, long priority) {
        return of(Prefix.all(destination.family()), destination, netns, table, priority);
    }

    /**
     * {@return a rule with our protocol number that skips the rules before {@code target} for packets to these addresses}
     *
     * @param target the priority of the rule that is evaluated next, larger than {@code priority}; if no rule has it, the kernel ignores this rule
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

    /** {@return the rule with another protocol} */
    default Rule withProtocol(RouteProtocol other) {
        return of(key(), other);
    }

    /** {@return the rule with these selectors; a rule of {@link #skipping} keeps its target} */
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

    default Family family() {
        return key().from().family();
    }

    /** {@return whether the rule has our protocol number} */
    default boolean isOurs() {
        return protocol().equals(Ownership.PROTOCOL);
    }

    @Override
    Key key();

    /** {@return the program that created the rule ({@code FRA_PROTOCOL})} */
    RouteProtocol protocol();
}

record PlainRule(Rule.Key key, RouteProtocol protocol) implements Rule {}
