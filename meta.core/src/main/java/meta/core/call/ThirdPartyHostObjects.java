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
 * The objects in the node's network namespace that the plans of third-party steps contain. A snapshot may lack an existing object for which
 * no step has asked. {@link #addedTo} adds those with the {@link HostObjectId} of a planned one.
 *
 * @param named the objects that the plans ensure or remove
 * @param planned the identities of the objects that the plans ensure, without addresses and sysctls
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

    /**
     * {@return the snapshot, to which the existing objects are added that have the {@link HostObjectId} of a named or recorded one}
     *
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
     * {@return a plan that removes the recorded objects of ours that third-party steps no longer plan}
     *
     * @param snapshot a result of {@link #addedTo}
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
     * {@return the objects with these identities that exist in the node's network namespace and are ours} A link is ours if it has the mark
     * of the attachment, any other object if it has our protocol number (109).
     *
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
