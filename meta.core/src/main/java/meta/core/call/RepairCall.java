package meta.core.call;

import java.util.List;
import java.util.function.Function;
import meta.core.call.CallLogSource.OpenLog;
import meta.core.cni.CniRequest;
import meta.core.cni.CniVersion;
import meta.core.cni.Failure;
import meta.core.cni.RequestReadResult;
import meta.core.cni.RequestReader;
import meta.core.kernel.CallKernel;
import meta.core.record.AttachmentRecord;
import meta.core.record.AttachmentRecord.Progress;
import meta.core.record.AttachmentRecord.RepairHistory;
import meta.spi.net.Netns;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Repairs attachments with the inputs in their attachment records. The calling thread must be in the node's network namespace.
 *
 * <p>A failure is returned as {@link RepairResult.Failed}. If the thread must end, because it cannot return to the node's namespace, the
 * methods throw a {@link meta.netlink.netns.StrandedException}. If the process must end, they throw an {@link OutOfMemoryError}.
 *
 * @param services the services of the repairs; {@link CallServices#namespaces} determines how long a repair waits for another call for the
 *     pod
 */
public record RepairCall(CallServices services) {
    private static final Logger LOG = LogManager.getLogger(RepairCall.class);

    /**
     * Repairs an attachment with the inputs in {@code record}.
     *
     * @param cause why the attachment is repaired, for the log
     * @param history returns the repair history to write to the record. Called with the {@link RepairResult.Repaired#changes} while the pod
     *     is locked, and only if there are any
     */
    public RepairResult repair(
            AttachmentRecord record,
            String cause,
            Function<List<String>, RepairHistory> history,
            CallStopwatch stopwatch) {
        return logged(record, stopwatch, repair -> {
            if (!isConnected(record)) {
                return new RepairResult.NotConnected();
            }
            RepairResult result = repair.run(cause);
            if (result instanceof RepairResult.Repaired(List<String> changes)) {
                new AttachmentRecordUpdates(services.records(), record.type(), record.attachment())
                        .recordRepairs(history.apply(changes));
            }
            return result;
        });
    }

    /**
     * Repairs an attachment as {@link #repair(AttachmentRecord, String, Function, CallStopwatch)} does.
     *
     * @param changed the repair history to write to the record if the attachment was repaired; contains the cause for the log
     */
    public RepairResult repair(AttachmentRecord record, RepairHistory changed, CallStopwatch stopwatch) {
        return repair(record, changed.cause(), _ -> changed, stopwatch);
    }

    /**
     * {@return the result of planning a repair; never {@link RepairResult.NotConnected}} Changes nothing, but waits as a repair does.
     */
    public RepairResult plan(AttachmentRecord record, CallStopwatch stopwatch) {
        return logged(record, stopwatch, Repair::plan);
    }

    /**
     * {@return whether the record's file shows the same ADD as succeeded} A record from the cache of the container runtime has an empty
     * version, and needs no file.
     */
    private boolean isConnected(AttachmentRecord record) {
        return services.records()
                .find(record.key())
                .map(now -> now.progress() == Progress.COMPLETE
                        && now.pod().equals(record.pod())
                        && now.time().equals(record.time()))
                .orElse(record.version().isEmpty());
    }

    private RepairResult logged(AttachmentRecord record, CallStopwatch stopwatch, Function<Repair, RepairResult> work) {
        return switch (RequestReader.readAdd(record.environment(), record.configuration())) {
            case RequestReadResult.Valid(CniRequest.Add add) -> logged(record, add, stopwatch, work);
            case RequestReadResult.Valid(CniRequest other) ->
                new RepairResult.Failed(new Failure.Unexpected("not an ADD: " + other.verb()));
            case RequestReadResult.Invalid(Failure failure, CniVersion _) -> new RepairResult.Failed(failure);
        };
    }

    private static RepairResult withLedger(
            AttachmentRecord record,
            CallContext context,
            AttachmentRecordUpdates updates,
            CallKernel kernel,
            CallStopwatch stopwatch,
            Function<Repair, RepairResult> work) {
        EffectLedger ledger = new EffectLedger(context.effects());
        OwnershipRecorder recorder = (objects, effects) -> updates.own(record, objects, effects);
        try {
            return work.apply(new Repair(context, kernel, stopwatch, recorder, ledger));
        } finally {
            updates.settle(ledger.list());
        }
    }

    private RepairResult logged(
            AttachmentRecord record, CniRequest.Add add, CallStopwatch stopwatch, Function<Repair, RepairResult> work) {
        NodeOptions ofNode = services.nodeOptions().options(record.environment());
        try (OpenLog _ = services.openLog(record.type(), Repair.VERB, add, record.environment(), ofNode)) {
            try {
                NamedPluginType plugin =
                        services.plugin(record.type(), record.environment(), record.configuration(), ofNode);
                return inNamespace(record, add, plugin, stopwatch, work);
            } catch (RuntimeException | Error e) {
                LOG.warn(
                        "{} {} failed: {}",
                        Repair.VERB,
                        add.attachment().ifname(),
                        CaughtFailure.of(e).failure().details());
                return new RepairResult.Failed(
                        CaughtFailure.ofOneOfSeveralCalls(e).failure());
            }
        }
    }

    private RepairResult inNamespace(
            AttachmentRecord record,
            CniRequest.Add add,
            NamedPluginType plugin,
            CallStopwatch stopwatch,
            Function<Repair, RepairResult> work) {
        try (CallKernel kernel = CallKernel.openRemainingPod(record.attachment().netns(), services.namespaces())) {
            stopwatch.end("namespaces");
            if (!kernel.has(Netns.POD) || !kernel.identity(Netns.POD).equals(record.pod())) {
                return new RepairResult.NamespaceGone();
            }
            AttachmentRecordUpdates updates =
                    new AttachmentRecordUpdates(services.records(), record.type(), record.attachment());
            return withLedger(record, updates.addedTo(plugin.context(add)), updates, kernel, stopwatch, work);
        }
    }
}
