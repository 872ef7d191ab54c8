package meta.core.call;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import meta.core.cni.CallFailedException;
import meta.core.cni.PreviousResult;
import meta.core.kernel.KernelPort;
import meta.core.plugin.Pipeline;
import meta.core.plugin.TimeBudget;
import meta.core.reconcile.Change;
import meta.core.reconcile.ChangeApplier;
import meta.core.reconcile.ChangeCommands;
import meta.core.reconcile.HostRemoval;
import meta.core.reconcile.RejectedChange;
import meta.core.reconcile.RemovalStage;
import meta.core.reconcile.UnappliedChanges;
import meta.core.reconcile.observe.HostObjectId;
import meta.core.reconcile.observe.Observer;
import meta.core.reconcile.observe.OtherPodLookup;
import meta.core.reconcile.observe.PeerNamespaceAddresses;
import meta.core.record.OwnedEffect;
import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.spi.Attachment;
import meta.spi.ReleaseContext;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.routing.RoutingType;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Carries out a DEL (CNI spec 1.1.0 "DEL"): undoes the {@linkplain meta.spi.Effect effects} of the attachment, applies the
 * {@link UndoPlans} of the steps, and removes the attachment's objects or hands them over to other NICs of the pod. An object that no
 * longer exists is not an error.
 */
final class Del {
    static final String STEP = HostRemoval.STEP;
    private static final List<Errno> IMPOSSIBLE = List.of(Errno.EINVAL, Errno.ENETUNREACH, Errno.EHOSTUNREACH);
    /** An answer can lead to a question about another link. */
    private static final int LINK_ROUNDS = 2;

    private static final Logger LOG = LogManager.getLogger(Del.class);

    private Del() {}

    /**
     * The part of an attachment record that a DEL needs.
     *
     * @param objects the identities of the host objects of third-party steps that no other record needs
     * @param effects the effects that may be in force
     * @param settling receives the effects that could not be undone, before any object is removed
     */
    record Recorded(List<HostObjectId> objects, List<OwnedEffect> effects, Consumer<List<OwnedEffect>> settling) {
        Recorded {
            objects = List.copyOf(objects);
            effects = List.copyOf(effects);
        }
    }

    /**
     * Carries out the DEL. Waits for the code of third-party steps, together about ten seconds at most.
     *
     * @param previous the {@code prevResult} of the request; {@link PreviousResult#NONE} if it is missing or not an object
     * @param kernel the access to both namespaces, or only to the node's if the pod's cannot be reached
     * @return the effects that could not be undone
     * @throws CallFailedException if the objects cannot be read, or the kernel rejects a change that the DEL needs
     * @throws meta.netlink.socket.NetlinkException if a request that reads objects fails
     * @throws meta.netlink.message.MalformedMessageException if a reply of the kernel cannot be decoded
     */
    static List<OwnedEffect> run(
            Attachment attachment,
            PreviousResult previous,
            Recorded recorded,
            Pipeline pipeline,
            KernelPort kernel,
            CallStopwatch stopwatch) {
        List<IpAddress> assigned = CallContext.assigned(attachment, previous).addresses().stream()
                .map(Address::address)
                .toList();
        TimeBudget thirdParties = new TimeBudget(TimeBudget.DEFAULT_LIMIT);
        Snapshot snapshot = observe(attachment, assigned, pipeline, kernel, stopwatch, thirdParties);
        Set<IpAddress> addresses = DelPlan.addresses(attachment, assigned, snapshot);
        UndoPlans releases = new UndoPlans(pipeline, kernel, stopwatch, thirdParties);
        DelPlan plan = new DelPlan(
                attachment,
                addresses,
                RoutingType.mainNic(pipeline.type()),
                snapshot,
                peerAddresses(snapshot, kernel),
                GoPluginPod.of(attachment, snapshot, pipeline, stopwatch).pair(),
                seen -> releases.of(ReleaseContext.of(pipeline.type(), attachment, addresses, seen)),
                ThirdPartyHostObjects.remaining(recorded.objects(), attachment, kernel));
        stopwatch.end("observe");
        List<Change> changes = plan.changes();
        List<OwnedEffect> owed = undo(recorded, releases, new EffectUndo(attachment, pipeline, thirdParties));
        stopwatch.end("effects");
        UnappliedChanges all = new ChangeApplier(kernel, new OtherPodLookup(kernel)::owner, pipeline::isThirdParty)
                .remove(RemovalStage.of(changes), rejected -> isTolerated(rejected, pipeline));
        UnappliedChanges removed = withoutTolerated(all, pipeline, attachment.netns());
        stopwatch.end("apply");
        CallLogLines.log(LOG, changes, attachment.netns());
        if (!removed.isComplete()) {
            int tolerated = all.missing() - removed.missing();
            throw new RejectionFailure(attachment.netns()).failure(STEP, removed, changes.size() - tolerated);
        }
        LOG.info(
                "{}",
                CallLogLines.of(
                        STEP, attachment, plan.addresses(), CallLogLines.changes(changes.size()), stopwatch.millis()));
        return owed;
    }

    /**
     * Undoes the effects of the undo plans and of the record, before any object is removed: an effect may depend on objects.
     *
     * @return the effects that could not be undone
     */
    private static List<OwnedEffect> undo(Recorded recorded, UndoPlans releases, EffectUndo undo) {
        Set<OwnedEffect> effects = new LinkedHashSet<>(releases.undone());
        recorded.effects().forEach(effects::remove);
        effects.addAll(recorded.effects());
        List<OwnedEffect> owed = undo.undo(effects);
        recorded.settling().accept(owed);
        return owed;
    }

    private static Snapshot observe(
            Attachment attachment,
            List<IpAddress> assigned,
            Pipeline pipeline,
            KernelPort kernel,
            CallStopwatch stopwatch,
            TimeBudget thirdParties) {
        Observer observer = new Observer(kernel);
        List<String> unread = new ArrayList<>();
        Snapshot snapshot = observer.observeForDel(attachment.ifname(), assigned, unread);
        unread.forEach(
                what -> LOG.warn("not all objects that this plugin has created in the pod can be removed: {}", what));
        for (int round = 0; round < LINK_ROUNDS; round++) {
            snapshot = observer.answer(snapshot, pipeline.linkQuestions(attachment, snapshot, stopwatch, thirdParties));
        }
        return snapshot;
    }

    /** {@return the {@link DelPlan#peerAddresses} for this state} */
    private static Map<String, Set<IpAddress>> peerAddresses(Snapshot snapshot, KernelPort kernel) {
        Set<String> devices = kernel.has(Netns.POD) ? Set.of() : DelPlan.unmarkedDevices(snapshot);
        return devices.isEmpty() ? Map.of() : new PeerNamespaceAddresses(kernel).named(devices);
    }

    private static UnappliedChanges withoutTolerated(UnappliedChanges removed, Pipeline pipeline, String netns) {
        List<RejectedChange> rejected = new ArrayList<>();
        for (RejectedChange change : removed.rejected()) {
            if (isTolerated(change, pipeline)) {
                LOG.warn(
                        "the kernel has rejected a change, and the DEL continues: {}: {}",
                        new ChangeCommands(change.change()).inOneLine(netns),
                        change.reply());
            } else {
                rejected.add(change);
            }
        }
        return new UnappliedChanges(rejected, removed.untried());
    }

    private static boolean isTolerated(RejectedChange rejected, Pipeline pipeline) {
        return isImpossible(rejected) || pipeline.isThirdParty(rejected.change().step());
    }

    /**
     * {@return whether the change makes a route in the pod that is invalid or whose gateway is unreachable} A process in the pod can cause
     * this.
     */
    private static boolean isImpossible(RejectedChange rejected) {
        return rejected.change().netns() == Netns.POD
                && !(rejected.change() instanceof Change.Delete)
                && rejected.change().object() instanceof Route
                && IMPOSSIBLE.contains(rejected.reply().errno());
    }
}
