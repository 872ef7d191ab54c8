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
 * The stages of a DEL ({@link ChangeApplier#remove(List, java.util.function.Predicate)}) in their order, which makes it possible to repeat
 * an interrupted DEL.
 *
 * <p>A repeated DEL finds some objects by means of other objects. An object that leads to other objects is removed after those objects. A
 * rule {@code from <address of a NIC>} leads to the NIC's table. The objects of the host show which NICs still use this plugin. The mark of
 * a link, which is its alias ({@code ifalias}), names the attachment.
 */
public enum RemovalStage {
    /** Sysctls are written. */
    SETTINGS,
    /**
     * Links of the host are changed or created. For example, a link gets the mark of another attachment that uses the link. This stage
     * precedes {@link #RESTORED}, in which the alias of the pod end changes. That alias lists the other attachments that use the link. In
     * the opposite order, the repetition of an interrupted DEL could delete the link although another attachment uses it.
     */
    HANDED_OVER,
    /** Other objects are created or replaced. */
    RESTORED,
    /** Addresses, routes and neighbours of the pod are deleted. */
    IN_POD,
    /** Rules of the pod with the priority {@link RulePriority#FROM}, which select a NIC's table by a source address, are deleted. */
    RULES_FROM,
    /** The other rules of the pod are deleted. */
    OTHER_RULES,
    /** Addresses, routes, rules and neighbours of the host are deleted. */
    ON_HOST,
    /** Links and veth pairs of both namespaces are deleted. */
    LINKS;

    /**
     * {@return the changes divided into stages, in the order of the stages} Stages without changes are left out. Within a stage, the order
     * of the changes is unchanged.
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
