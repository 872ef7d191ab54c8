package meta.core.reconcile;

import java.util.ArrayList;
import java.util.List;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;
import meta.spi.routing.RulePriority;

/**
 * The stages of a DEL ({@link ChangeApplier#remove(List, java.util.function.Predicate)}), in their order. An object by which a repeated
 * DEL finds other objects is deleted after those, so that an interrupted DEL can be repeated.
 */
public enum RemovalStage {
    /** Sysctls are written. */
    SETTINGS,
    /**
     * Links of the host are changed or created. This precedes {@link #RESTORED}, which changes the list of the attachments that share a
     * link, in the alias of the pod end. In the opposite order, a repeated DEL could delete a link that another attachment uses.
     */
    HANDED_OVER,
    /** Other objects are created or replaced. */
    RESTORED,
    /** Addresses, routes and neighbours of the pod are deleted. */
    IN_POD,
    /** Rules of the pod with the priority {@link RulePriority#FROM}, which lead to the table of a NIC, are deleted. */
    RULES_FROM,
    /** The other rules of the pod are deleted. */
    OTHER_RULES,
    /** Addresses, routes, rules and neighbours of the host are deleted. */
    ON_HOST,
    /** Links and veth pairs of both namespaces are deleted. The mark of a link names the attachment. */
    LINKS;

    /** {@return the changes divided into stages, without empty stages} The order within a stage is unchanged. */
    public static List<Changes> of(List<Change> changes) {
        List<Changes> stages = new ArrayList<>();
        for (RemovalStage stage : values()) {
            List<Change> ofStage =
                    changes.stream().filter(change -> of(change) == stage).toList();
            if (!ofStage.isEmpty()) {
                stages.add(new Changes(ofStage));
            }
        }
        return stages;
    }

    private static RemovalStage of(Change change) {
        return switch (change) {
            case Change.Create _, Change.Replace _ ->
                switch (change.object()) {
                    case SysctlValue _ -> SETTINGS;
                    case Link _ when change.netns() == Netns.HOST -> HANDED_OVER;
                    default -> RESTORED;
                };
            case Change.Delete delete ->
                switch (delete.before()) {
                    case Link _, VethPair _ -> LINKS;
                    case Rule rule
                    when rule.netns() == Netns.POD ->
                        rule.key().priority() == RulePriority.FROM ? RULES_FROM : OTHER_RULES;
                    case Address _, Route _, Rule _, Neighbor _, SysctlValue _ ->
                        delete.netns() == Netns.POD ? IN_POD : ON_HOST;
                };
        };
    }
}
