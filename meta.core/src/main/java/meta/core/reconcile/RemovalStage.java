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
 * The stages of a DEL. A stage begins only after the stages before it ({@link Engine#remove}), so that an interrupted DEL can be repeated.
 *
 * <p>Changes that create or replace an object come first, and removals follow. Some objects are needed to find others: the rule {@code from} the
 * address of a NIC leads to the NIC's table, the objects of the host show which NICs are still served, and the mark of a link contains the
 * attachment. Such an object is removed after the objects to which it leads.
 */
public enum RemovalStage {
    /** Sysctls are written. */
    SETTINGS,
    /**
     * A link of the host is changed: it gets the mark of another attachment that uses the link. This stage comes before the list in the alias of the
     * pod end is changed. Otherwise, after an interrupted DEL, a later DEL could delete the link although another attachment uses it.
     */
    HANDED_OVER,
    /** All other objects are created or replaced, such as routes that return to the main table, and the alias of a pod end. */
    RESTORED,
    /** Addresses, routes and neighbours of the pod are removed. */
    IN_POD,
    /** Rules of the pod with the priority {@link RulePriority#FROM} are removed. */
    RULES_FROM,
    /** All other rules of the pod are removed. */
    OTHER_RULES,
    /** Addresses, routes, rules and neighbours of the host are removed. */
    ON_HOST,
    /** Links and veth pairs are removed, on the host and in the pod. */
    LINKS;

    /**
     * {@return the changes of each stage, in the order of the stages, without stages that have no changes; within a stage, the order is unchanged}
     */
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
