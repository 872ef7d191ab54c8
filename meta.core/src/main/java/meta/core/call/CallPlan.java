package meta.core.call;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import meta.core.reconcile.Changes;
import meta.core.reconcile.StepPlan;
import meta.core.reconcile.observe.HostObjectId;
import meta.spi.Addressing;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;

/**
 * The plan of an ADD, CHECK, dry run or repair.
 *
 * @param snapshot the current state
 * @param plans the plans of the steps, in order; a last element can remove obsolete objects
 * @param changes the changes from the current state to the planned one
 * @param addressing the addresses of pod and node
 * @param owned the identities of the host objects that third-party steps plan
 * @param effects the effects that the steps plan
 */
public record CallPlan(
        Snapshot snapshot,
        List<StepPlan> plans,
        Changes changes,
        Addressing addressing,
        List<HostObjectId> owned,
        PlannedEffects effects) {
    public CallPlan {
        plans = List.copyOf(plans);
        owned = List.copyOf(owned);
    }

    /** {@return remarks for the debug log} */
    List<String> notes() {
        return addressing.remarks().notes();
    }

    /** {@return the warnings about addresses, and those of the steps, each after the name of its step} */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>(addressing.remarks().warnings());
        for (StepPlan planned : plans) {
            for (Plan.Item item : planned.plan().items()) {
                if (item instanceof Plan.Warning(String text)) {
                    warnings.add(planned.step() + ": " + text);
                }
            }
        }
        return warnings;
    }

    List<Plan.Item> items() {
        List<Plan.Item> items = new ArrayList<>();
        plans.forEach(planned -> items.addAll(planned.plan().items()));
        return items;
    }

    /** {@return the planned objects in this namespace} */
    List<NetworkObject> objects(Netns netns) {
        List<NetworkObject> objects = new ArrayList<>();
        for (Plan.Item item : items()) {
            if (item instanceof Plan.Ensure(NetworkObject object, String _) && object.netns() == netns) {
                objects.add(object);
            }
        }
        return objects;
    }

    /** {@return the planned objects in the node's network namespace, except those in {@link #owned}} */
    List<NetworkObject> hostObjectsOfImage() {
        Set<HostObjectId> thirdParty = new HashSet<>(owned);
        return objects(Netns.HOST).stream()
                .filter(object ->
                        HostObjectId.of(object).filter(thirdParty::contains).isEmpty())
                .toList();
    }

    /** {@return whether the plan contains packets to other hosts or an address conflict} */
    boolean contactsOtherHosts() {
        return items().stream()
                .anyMatch(item -> item instanceof Plan.Probe
                        || item instanceof Plan.Conflict
                        || item instanceof Plan.Expect
                        || item instanceof Plan.Announce);
    }
}
