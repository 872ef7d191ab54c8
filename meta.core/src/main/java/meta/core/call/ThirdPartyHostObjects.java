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
 * <p>A snapshot of the host contains only what the image's steps need and what any step has asked for. A third party may plan any route, rule,
 * neighbour or link of the host. Therefore this class asks the kernel for the planned objects that the snapshot lacks. Otherwise {@code Difference}
 * would treat an existing object as missing. The record of the attachment contains each planned route, rule, neighbour and link, so that a DEL finds
 * them. Addresses and sysctls are neither looked up nor recorded.
 *
 * @param named the objects that the plans ensure or remove
 * @param planned the identities of the routes, rules, neighbours and links that the plans ensure
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
     * {@return the snapshot, and in addition those objects of the plans and of the record that exist}
     *
     * @param recorded the objects in the record of the attachment
     */
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

    /**
     * {@return a plan that removes the recorded objects that are no longer planned: links with the mark of the attachment, and other objects with our
     * protocol number}
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
     * {@return the objects that still exist on the host and are ours: links with the mark of the attachment, and other objects with our protocol
     * number}
     *
     * @param planned the identities of objects that third-party steps have planned
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
