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
 * The host's routing table with routes to pods. For each family, one rule looks up this table before the main table, and before those source rules of
 * the host ({@code from} an address of the host) whose priority number is higher than {@link RulePriority#TO}. All pods share the rules.
 */
public record HostTable(RouteTable table) {
    /** The option with the number of the table. */
    public static final Option<Long> NUMBER = Option.of(
                    "host_rule_table",
                    TableNumber.TYPE,
                    500L,
                    "Routing table on the node for routes to pods. `router` adds all its routes to this table. `veth`"
                            + " adds its routes to the main table. If a source rule of the node (`ip rule … from`) selects a table"
                            + " other than the main table for packets from the node to the pod, `veth` adds the routes to"
                            + " `host_rule_table` too.")
            .atTopLevel();

    /** {@return the table that the option names} */
    public static HostTable from(StepOptions options) {
        return new HostTable(RouteTable.of(options.get(NUMBER).intValue()));
    }

    /**
     * {@return the rule that selects the table}
     *
     * <p>The rule has protocol {@code kernel}, because systemd-networkd removes rules of any other protocol that it does not know when it starts.
     */
    public Rule rule(Family family) {
        return Rule.to(Prefix.all(family), Netns.HOST, table, RulePriority.TO).withProtocol(RouteProtocol.KERNEL);
    }

    /** {@return the route in this table} */
    public Route inThisTable(Route route) {
        return route.withTable(table);
    }

    /** {@return whether the rule of the family is missing on the host; false if no step has {@linkplain Question.HostRules asked} for rules} */
    public boolean lacksRule(Family family, Snapshot now) {
        return !now.host().rules().isEmpty() && now.find(rule(family)).isEmpty();
    }
}
