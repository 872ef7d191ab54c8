package meta.spi.routing;

import meta.netlink.Family;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.spi.Question;
import meta.spi.Snapshot;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;

/**
 * A routing table of the host for routes to pods. For each address family with such routes, one rule with the priority {@link
 * RulePriority#TO} makes the kernel search this table before the main table. All pods with the same table number share the rules.
 */
public record HostTable(RouteTable table) {
    /** The option with the number of the table. */
    public static final Option<Long> NUMBER = Option.of(
                    "host_rule_table",
                    TableNumberRange.TYPE,
                    500L,
                    "Routing table on the node for routes to pods. `router` adds all its routes to this table."
                            + " `veth` adds its routes to the main table. If a source rule of the node (`ip rule … from`)"
                            + " selects another table for packets to the pod, `veth` adds its routes to `host_rule_table` as"
                            + " well.")
            .atTopLevel();

    /**
     * {@return the table whose number is the value of the option {@link #NUMBER}}
     *
     * @throws IllegalArgumentException if the option was not declared
     */
    public static HostTable from(StepOptions options) {
        return new HostTable(RouteTable.of(options.get(NUMBER).intValue()));
    }

    /**
     * {@return the rule that selects the table for all packets of the family}
     *
     * <p>The rule has the protocol {@code kernel}, because systemd-networkd can remove another program's rules with other protocols, such
     * as {@linkplain meta.spi.net.Ownership#PROTOCOL ours}.
     */
    public Rule rule(Family family) {
        return Rule.to(Prefix.all(family), Netns.HOST, table, RulePriority.TO).withProtocol(RouteProtocol.KERNEL);
    }

    /** {@return a copy of the route in this table} */
    public Route inThisTable(Route route) {
        return route.withTable(table);
    }

    /**
     * {@return whether the host has no rule with the key of {@link #rule}; false if the snapshot contains no rules of the host ({@link
     * Question.HostRules})}
     */
    public boolean lacksRule(Family family, Snapshot now) {
        return !now.host().rules().isEmpty() && now.find(rule(family)).isEmpty();
    }
}
