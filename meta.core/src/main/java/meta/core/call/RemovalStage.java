package meta.core.call;

import java.util.ArrayList;
import java.util.List;
import meta.core.reconcile.Change;
import meta.core.reconcile.Changes;
import meta.spi.Routing;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * The stages of a DEL. A stage is begun when the ones before are through, so a DEL that is cut off can be repeated.
 *
 * <p>First comes what is there afterwards: a setting that goes with a route, the routes that come back to main, and a link with the mark of
 * its next owner. Only then is anything removed, and last what the rest is found by. A table of the pod is found by the rule {@code from} the
 * NIC's address. What the node knows of their addresses says which of the pod's NICs are served, so the node's objects go after the pod's. A
 * link goes at the end, with its mark.
 */
enum RemovalStage {
    SETTINGS,
    GIVEN_BACK,
    IN_POD,
    RULES_FROM,
    OTHER_RULES,
    ON_HOST,
    LINKS;

    /** {@return the changes of each stage, in their order; stages without changes are left out} */
    static List<Changes> of(List<Change> changes) {
        List<Changes> stages = new ArrayList<>();
        for (RemovalStage stage : values()) {
            List<Change> its =
                    changes.stream().filter(change -> of(change) == stage).toList();
            if (!its.isEmpty()) {
                stages.add(new Changes(its));
            }
        }
        return stages;
    }

    private static RemovalStage of(Change change) {
        return switch (change) {
            case Change.Create _, Change.Replace _ -> change.object() instanceof SysctlValue ? SETTINGS : GIVEN_BACK;
            case Change.Delete delete ->
                switch (delete.before()) {
                    case Link _, VethPair _ -> LINKS;
                    case Rule rule
                    when rule.netns() == Netns.POD ->
                        rule.key().priority() == Routing.FROM_PRIORITY ? RULES_FROM : OTHER_RULES;
                    case Address _, Route _, Rule _, Neighbor _, SysctlValue _ ->
                        delete.netns() == Netns.POD ? IN_POD : ON_HOST;
                };
        };
    }
}
