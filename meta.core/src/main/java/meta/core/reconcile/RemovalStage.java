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
 * The stages of a removal ({@link Engine#remove}), in an order with which an interrupted DEL can be repeated.
 *
 * <p>Some objects lead to others, which are removed first. The rule {@code from} the address of a NIC leads to the NIC's table. The objects of the
 * host show which NICs are still served. The mark of a link contains the attachment.
 */
public enum RemovalStage {
    SETTINGS,
    /**
     * A link of the host gets the mark of another attachment that uses the link. This stage comes before the list in the alias of the pod end
     * changes. Otherwise, a DEL after an interrupted DEL could delete the link although another attachment uses it.
     */
    HANDED_OVER,
    RESTORED,
    IN_POD,
    RULES_FROM,
    OTHER_RULES,
    ON_HOST,
    LINKS;

    /** {@return the changes of each stage, without empty stages; within a stage, the order is unchanged} */
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
