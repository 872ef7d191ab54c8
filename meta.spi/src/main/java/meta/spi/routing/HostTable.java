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
 * The host's table with routes to pods. One rule of the host has it looked up before main, and before what rules for the host's own
 * addresses say. The rule is there once for all pods, and stays when their routes go.
 *
 * @param table the table
 */
public record HostTable(RouteTable table) {
    public static final Option<Long> NUMBER = Option.of(
                    "host_rule_table",
                    TableNumber.TYPE,
                    500L,
                    "Routing table on the node with the routes to pods: all routes of `router`; with `veth`, only routes that"
                            + " rules of the node for its own addresses would otherwise hide.")
            .atTopLevel();

    /** {@return the table that the configuration names} */
    public static HostTable from(StepOptions options) {
        return new HostTable(RouteTable.of(options.get(NUMBER).intValue()));
    }

    /**
     * {@return the rule that has the table looked up}
     *
     * <p>Its protocol is {@code kernel}, since systemd-networkd removes every rule of another protocol that it does not know when it
     * starts. Priority and table tell that it is ours.
     */
    public Rule rule(Family family) {
        return Rule.to(Prefix.all(family), Netns.HOST, table, RulePriority.TO).withProtocol(RouteProtocol.KERNEL);
    }

    /** {@return the route, moved to the table} */
    public Route holding(Route route) {
        return route.withTable(table);
    }

    /**
     * {@return whether the host has the rules of the family, as far as it was {@linkplain Question.HostRules asked for them}, without
     * this one}
     */
    public boolean lacksRule(Family family, Snapshot now) {
        return !now.host().rules().isEmpty() && now.find(rule(family)).isEmpty();
    }
}
