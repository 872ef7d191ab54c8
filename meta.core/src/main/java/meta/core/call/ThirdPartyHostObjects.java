package meta.core.call;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.core.kernel.KernelPort;
import meta.core.plugin.Pipeline;
import meta.core.reconcile.ObsoleteObjects;
import meta.core.reconcile.StepPlan;
import meta.core.reconcile.observe.HostObjectFinder;
import meta.core.reconcile.observe.HostObjectId;
import meta.spi.Attachment;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.SnapshotDraft;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;

/**
 * The objects in the node's network namespace that the plans of third-party steps contain.
 *
 * <p>A snapshot may lack an object of the node's namespace for which no step has asked. The comparison of a plan with the snapshot would
 * then treat the object as missing, even if it exists. Therefore {@link #addedTo} asks the kernel for the planned objects that the snapshot
 * lacks, except addresses and sysctls.
 *
 * @param named the objects that the plans ensure or remove
 * @param planned the identities of the objects that the plans ensure
 */
record ThirdPartyHostObjects(List<NetworkObject> named, List<HostObjectId> planned) {

    ThirdPartyHostObjects {
        named = List.copyOf(named);
        planned = List.copyOf(planned);
    }

    /** {@return the host objects in the plans of the third-party steps; plans of other steps are ignored} */
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

    /**
     * {@return the snapshot with more host objects: the objects in the plans and the recorded objects, each only if it exists}
     *
     * @param recorded identities of host objects from the attachment record
     * @throws meta.core.cni.CallFailedException as for {@link HostObjectFinder#find}
     */
    Snapshot addedTo(Snapshot snapshot, List<HostObjectId> recorded, KernelPort kernel) {
        Set<HostObjectId> unknown = new LinkedHashSet<>(recorded);
        SnapshotDraft now = new SnapshotDraft(snapshot);
        for (NetworkObject object : named) {
            if (now.find(object).isEmpty()) {
                HostObjectId.of(object).ifPresent(unknown::add);
            }
        }
        for (NetworkObject object : new HostObjectFinder(kernel).find(unknown)) {
            if (now.find(object).isEmpty()) {
                now.put(object);
            }
        }
        return now.snapshot();
    }

    /**
     * {@return a plan that removes the recorded objects that third-party steps no longer plan; objects that are not ours stay, see {@link
     * #remaining}}
     *
     * @param snapshot a result of {@link #addedTo}
     * @param recorded identities of host objects from the attachment record
     */
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
     * {@return the objects with these identities that still exist in the node's network namespace and are ours} A link is ours if it has
     * the mark of the attachment, the {@code ifalias} that names it. Any other object is ours if it has our protocol number (109).
     *
     * @param planned the identities, which come from the attachment record
     * @throws meta.core.cni.CallFailedException as for {@link HostObjectFinder#find}
     */
    static List<NetworkObject> remaining(List<HostObjectId> planned, Attachment attachment, KernelPort kernel) {
        return new HostObjectFinder(kernel)
                .find(planned).stream()
                        .filter(object -> isOurs(object, attachment))
                        .toList();
    }

    private static boolean isOurs(NetworkObject object, Attachment attachment) {
        return object instanceof Link link ? link.alias().equals(attachment.mark()) : ObsoleteObjects.isOurs(object);
    }
}
