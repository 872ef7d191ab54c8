package meta.core.call;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.core.kernel.KernelPort;
import meta.core.plugin.Pipeline;
import meta.core.reconcile.ObsoleteObjects;
import meta.core.reconcile.StepPlan;
import meta.core.reconcile.observe.HostLookup;
import meta.core.reconcile.observe.HostObjectId;
import meta.spi.Attachment;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.SnapshotDraft;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;

/**
 * The objects on the host that the plans of third-party steps contain.
 *
 * <p>A snapshot can lack objects on the host that no step has asked for, and {@code Difference} would treat them as missing. Therefore this class
 * asks the kernel for the planned objects, except addresses and sysctls.
 *
 * @param named the objects that the plans ensure or remove
 * @param planned the identities of the objects that the plans ensure
 */
record ThirdPartyHostObjects(List<NetworkObject> named, List<HostObjectId> planned) {

    ThirdPartyHostObjects {
        named = List.copyOf(named);
        planned = List.copyOf(planned);
    }

    static ThirdPartyHostObjects of(Pipeline pipeline, List<StepPlan> plans) {
        List<NetworkObject> named = new ArrayList<>();
        List<NetworkObject> planned = new ArrayList<>();
        for (StepPlan plan : plans) {
            if (pipeline.isThirdParty(plan.step())) {
                for (Plan.Item item : plan.plan().items()) {
                    if (item instanceof Plan.Ensure(NetworkObject object, String _) && object.netns() == Netns.HOST) {
                        named.add(object);
                        planned.add(object);
                    } else if (item instanceof Plan.Remove(NetworkObject object, String _)
                            && object.netns() == Netns.HOST) {
                        named.add(object);
                    }
                }
            }
        }
        return new ThirdPartyHostObjects(named, HostObjectId.list(planned));
    }

    /** {@return the snapshot with those objects of the plans and of the record that exist} */
    Snapshot addedTo(Snapshot snapshot, List<HostObjectId> recorded, KernelPort kernel) {
        Set<HostObjectId> unknown = new LinkedHashSet<>(recorded);
        SnapshotDraft now = new SnapshotDraft(snapshot);
        for (NetworkObject object : named) {
            if (now.find(object).isEmpty()) {
                HostObjectId.of(object).ifPresent(unknown::add);
            }
        }
        for (NetworkObject object : new HostLookup(kernel).find(unknown)) {
            if (now.find(object).isEmpty()) {
                now.put(object);
            }
        }
        return now.snapshot();
    }

    /** {@return a plan that removes the recorded objects that are ours and no longer planned} */
    Plan obsolete(Snapshot snapshot, List<HostObjectId> recorded, Attachment attachment) {
        Set<HostObjectId> gone = new LinkedHashSet<>(recorded);
        planned.forEach(gone::remove);
        if (gone.isEmpty()) {
            return Plan.NOTHING;
        }
        return Plan.remove(snapshot.host().objects().stream()
                .filter(object -> isOurs(object, attachment))
                .filter(object -> HostObjectId.of(object).filter(gone::contains).isPresent())
                .toList());
    }

    /**
     * {@return the objects that still exist on the host and are ours: links with the mark of the attachment, and other objects with our protocol
     * number}
     */
    static List<NetworkObject> remaining(List<HostObjectId> planned, Attachment attachment, KernelPort kernel) {
        return new HostLookup(kernel)
                .find(planned).stream()
                        .filter(object -> isOurs(object, attachment))
                        .toList();
    }

    private static boolean isOurs(NetworkObject object, Attachment attachment) {
        return object instanceof Link link ? link.alias().equals(attachment.mark()) : ObsoleteObjects.isOurs(object);
    }
}
