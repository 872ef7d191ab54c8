package meta.spi.net;

import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.netlink.RuleAction;

/** A rule that selects a routing table for a packet ({@code ip rule}). */
public final class Rule implements NetworkObject {
    private final Key key;
    private final RouteProtocol protocol;

    private Rule(Key key, RouteProtocol protocol) {
        this.key = key;
        this.protocol = protocol;
    }

    /** {@return a rule with these properties, which have methods of the same names} */
    public static Rule of(Key key, RouteProtocol protocol) {
        return new Rule(key, protocol);
    }

    /** The attributes by which the kernel distinguishes rules. */
    public static final class Key implements ObjectKey {
        private final Netns netns;
        private final long priority;
        private final Prefix from;
        private final Prefix to;
        private final RuleAction action;
        private final RouteTable table;
        private final RuleSelectors selectors;

        private Key(
                Netns netns,
                long priority,
                Prefix from,
                Prefix to,
                RuleAction action,
                RouteTable table,
                RuleSelectors selectors) {
            this.netns = netns;
            this.priority = priority;
            this.from = from;
            this.to = to;
            this.action = action;
            this.table = table;
            this.selectors = selectors;
        }

        /** {@return a key with these properties, which have methods of the same names} */
        public static Key of(
                Netns netns,
                long priority,
                Prefix from,
                Prefix to,
                RuleAction action,
                RouteTable table,
                RuleSelectors selectors) {
            return new Key(netns, priority, from, to, action, table, selectors);
        }

        @Override
        public Netns netns() {
            return netns;
        }

        /** {@return 0 to 2^32-1; the kernel evaluates the smaller one first} */
        public long priority() {
            return priority;
        }

        /** {@return the source addresses of matching packets; {@link Prefix#all} for any} */
        public Prefix from() {
            return from;
        }

        /** {@return the destination addresses of matching packets; {@link Prefix#all} for any} */
        public Prefix to() {
            return to;
        }

        /** {@return the action for a matching packet} */
        public RuleAction action() {
            return action;
        }

        /** {@return the table that is selected, for {@link RuleAction#TO_TABLE}} */
        public RouteTable table() {
            return table;
        }

        /** {@return the other selectors, such as marks and devices} */
        public RuleSelectors selectors() {
            return selectors;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that
                    && netns == that.netns
                    && priority == that.priority
                    && from.equals(that.from)
                    && to.equals(that.to)
                    && action.equals(that.action)
                    && table.equals(that.table)
                    && selectors.equals(that.selectors);
        }

        @Override
        public int hashCode() {
            int hash = netns.hashCode();
            hash = 31 * hash + Long.hashCode(priority);
            hash = 31 * hash + from.hashCode();
            hash = 31 * hash + to.hashCode();
            hash = 31 * hash + action.hashCode();
            hash = 31 * hash + table.hashCode();
            return 31 * hash + selectors.hashCode();
        }

        @Override
        public String toString() {
            return "Key[netns=" + netns + ", priority=" + priority + ", from=" + from + ", to=" + to + ", action="
                    + action + ", table=" + table + ", selectors=" + selectors + "]";
        }
    }

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

    @Override
    public Key key() {
        return key;
    }

    /** {@return the program that created the rule ({@code FRA_PROTOCOL})} */
    public RouteProtocol protocol() {
        return protocol;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rule that && key.equals(that.key) && protocol.equals(that.protocol);
    }

    @Override
    public int hashCode() {
        int hash = key.hashCode();
        return 31 * hash + protocol.hashCode();
    }

    @Override
    public String toString() {
        return "Rule[key=" + key + ", protocol=" + protocol + "]";
    }
}
