package meta.core.call;

import java.util.List;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniResult;
import meta.core.cni.Failure;
import meta.core.cni.TextShortener;
import meta.core.kernel.KernelPort;
import meta.core.reconcile.ApplyResult;
import meta.core.reconcile.Change;
import meta.core.reconcile.ChangeApplier;
import meta.core.reconcile.Changes;
import meta.core.reconcile.DadFailedHostObjects;
import meta.core.reconcile.OtherPodAddressCheck;
import meta.core.reconcile.RejectedChange;
import meta.core.reconcile.observe.HostObjectId;
import meta.core.reconcile.observe.ObjectLimit;
import meta.core.reconcile.observe.Observer;
import meta.core.reconcile.observe.OtherPodLookup;
import meta.core.reconcile.packet.PlannedPackets;
import meta.netlink.IpAddress;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.socket.NetlinkException;
import meta.spi.Plan;
import meta.spi.PrevResult;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.SysctlValue;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Carries out an ADD (CNI spec 1.1.0 "ADD"). If a change or an {@linkplain meta.spi.Effect effect} fails, the ADD tries to undo what it has
 * applied.
 */
public final class Add {
    private static final Logger LOG = LogManager.getLogger(Add.class);

    private Add() {}

    /**
     * The result of a successful ADD.
     *
     * @param result the previous result, with the links and addresses that steps report; its version can differ from that of the request
     * @param onHost the planned objects in the node's network namespace, except those in {@code owned}
     * @param owned the identities of the host objects that third-party steps have planned
     */
    public record Connected(CniResult result, List<NetworkObject> onHost, List<HostObjectId> owned) {
        public Connected {
            onHost = List.copyOf(onHost);
            owned = List.copyOf(owned);
        }
    }

    /**
     * Carries out an ADD as {@link #run(CallContext, KernelPort, CallStopwatch, OwnershipRecorder, EffectLedger)} does, but neither reads
     * nor writes an attachment record.
     */
    public static Connected run(CallContext context, KernelPort kernel, CallStopwatch stopwatch) {
        return run(context, kernel, stopwatch, (_, _) -> {}, new EffectLedger(List.of()));
    }

    /**
     * Carries out an ADD. A failed ADD may have removed routes and neighbours of ours for addresses that another host has now.
     *
     * @param recorder called at most once, before the first packet and the first planned change
     * @param ledger the effects that may be in force; kept up to date, also if the ADD fails
     * @throws CallFailedException if the ADD cannot be planned or carried out; the failure reports what could not be undone
     * @throws NetlinkException if a query to the kernel fails, or a thread cannot enter or leave a namespace
     * @throws meta.netlink.message.MalformedMessageException if the answer to a query cannot be decoded
     */
    static Connected run(
            CallContext context,
            KernelPort kernel,
            CallStopwatch stopwatch,
            OwnershipRecorder recorder,
            EffectLedger ledger) {
        CallPlan plan = plan(context, kernel, stopwatch);
        requireRoom(plan);
        TextShortener.list(plan.notes()).forEach(LOG::debug);
        TextShortener.list(plan.warnings()).forEach(LOG::warn);
        new OtherPodAddressCheck(context.attachment(), plan.addressing(), plan.snapshot(), plan.changes())
                .requireNone(kernel, context.pipeline().thirdPartyOrigins());
        recorder.own(plan.owned(), ledger.and(plan.effects()));
        int changes;
        if (plan.contactsOtherHosts()) {
            PlannedPackets packets = PlannedPackets.of(
                    plan.plans(), plan.snapshot(), context.attachment().netns());
            packets.probe(kernel);
            packets.ask(kernel);
            stopwatch.end("ask");
            changes = connect(context, plan, kernel, stopwatch, ledger);
            packets.announce(kernel);
            stopwatch.end("tell");
        } else {
            changes = connect(context, plan, kernel, stopwatch, ledger);
        }
        LOG.info(
                "{}",
                CallLogLines.of(
                        "ADD",
                        context.attachment(),
                        plan.addressing(),
                        CallLogLines.changes(changes),
                        stopwatch.millis()));
        return new Connected(result(context, plan), plan.hostObjectsOfImage(), plan.owned());
    }

    /**
     * Checks the number of the pod's objects after the planned changes. Sysctls and the pod end of a new pair do not count.
     *
     * @throws CallFailedException if there are more than {@link ObjectLimit#MOST}
     */
    static void requireRoom(CallPlan plan) {
        int objects = plan.snapshot().pod().objects().size()
                - plan.snapshot().pod().sysctls().size();
        for (Change change : plan.changes().list()) {
            boolean counts = change.netns() == Netns.POD && !(change.object() instanceof SysctlValue);
            objects += counts && change instanceof Change.Create ? 1 : 0;
            objects -= counts && change instanceof Change.Delete ? 1 : 0;
        }
        if (objects > ObjectLimit.MOST) {
            throw new CallFailedException(
                    new Failure.TooManyObjects("objects of the pod after this ADD", objects, ObjectLimit.LIMIT_OF_POD));
        }
    }

    private static CallPlan plan(CallContext context, KernelPort kernel, CallStopwatch stopwatch) {
        try {
            return new CallPlanner(kernel, stopwatch).planAdd(context);
        } catch (CallFailedException e) {
            if (e.failure() instanceof Failure.NicWithoutAddress) {
                try {
                    removeLostAddresses(context, kernel);
                } catch (CallFailedException | NetlinkException | MalformedMessageException other) {
                    LOG.warn(
                            "until the DEL, routes and neighbours stay for addresses that another host has: {}",
                            other.getMessage());
                }
            }
            throw e;
        }
    }

    /**
     * Removes the routes and neighbours of ours that lead from the node to the pod, if another host has their address now. Ignores
     * rejections, because the ADD fails in any case.
     */
    private static void removeLostAddresses(CallContext context, KernelPort kernel) {
        List<IpAddress> assigned =
                context.assigned().addresses().stream().map(Address::address).toList();
        Snapshot seen = new Observer(kernel).observe(context.attachment(), assigned, List.of());
        Changes lost = new DadFailedHostObjects(context.attachment(), seen).changes();
        new ChangeApplier(kernel, new OtherPodLookup(kernel)::owner).remove(lost);
        CallLogLines.log(LOG, lost.list(), context.attachment().netns());
    }

    /**
     * Applies the changes and then the effects. Tries to undo them if one fails.
     *
     * @return the number of applied changes
     */
    private static int connect(
            CallContext context, CallPlan plan, KernelPort kernel, CallStopwatch stopwatch, EffectLedger ledger) {
        List<Change> done = apply(plan.changes(), context, kernel, stopwatch);
        ChangeApplier applier = applier(context, kernel);
        try {
            new EffectRun(context, ledger).perform(plan.effects());
        } catch (EffectsFailedException e) {
            throw new RejectionFailure(context.attachment().netns()).failure(e, done.size(), applier.undo(done));
        } catch (RuntimeException | Error e) {
            List<RejectedChange> left = applier.undo(done);
            if (!left.isEmpty()) {
                LOG.warn(
                        "{}",
                        new RejectionFailure(context.attachment().netns()).rollback(done.size() - left.size(), left));
            }
            throw e;
        }
        if (!plan.effects().list().isEmpty()) {
            stopwatch.end("effects");
        }
        return done.size();
    }

    /**
     * Applies the changes. If the kernel rejects a change, tries to undo the applied ones.
     *
     * @return the applied changes, as {@link ChangeApplier#undo} needs them
     * @throws CallFailedException if the kernel rejects a change
     */
    static List<Change> apply(Changes changes, CallContext context, KernelPort kernel, CallStopwatch stopwatch) {
        String netns = context.attachment().netns();
        ApplyResult applied = applier(context, kernel).apply(changes);
        stopwatch.end("apply");
        return switch (applied) {
            case ApplyResult.Complete(List<Change> done) -> {
                CallLogLines.log(LOG, done, netns);
                yield done;
            }
            case ApplyResult.RolledBack rolledBack ->
                throw new RejectionFailure(netns, context.pipeline().thirdPartyOrigins()).failure(rolledBack);
        };
    }

    private static ChangeApplier applier(CallContext context, KernelPort kernel) {
        return new ChangeApplier(kernel, new OtherPodLookup(kernel)::owner, context.pipeline()::isThirdParty);
    }

    private static CniResult result(CallContext context, CallPlan plan) {
        CniResult result = context.previous().result();
        for (Plan.Item item : plan.items()) {
            if (item instanceof Plan.Report report) {
                Link link = report.link();
                String sandbox =
                        link.netns() == Netns.POD ? context.attachment().netns() : "";
                result = result.withInterface(
                        new CniResult.Interface(link.name(), link.lladdr().toString(), sandbox, link.mtu()));
                for (PrevResult.Ip ip : report.ips()) {
                    result = result.withIp(ip, sandbox);
                }
            }
        }
        return result;
    }
}
