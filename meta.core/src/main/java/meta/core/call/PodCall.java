package meta.core.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.core.cni.CniRequest;
import meta.core.cni.CniResult;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.kernel.CallKernel;
import meta.core.plugin.Pipeline;
import meta.core.record.AttachmentRecord;
import meta.core.record.OwnedEffect;
import meta.netlink.netns.NamespaceFlock;
import meta.spi.net.Netns;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Carries out an ADD, CHECK or DEL, and keeps the attachment record up to date. */
record PodCall(
        NamedPluginType plugin, CallServices services, Map<String, String> environment, CallStopwatch stopwatch) {
    private static final Logger LOG = LogManager.getLogger(PodCall.class);

    /**
     * {@return the result of an ADD in the version of the request; empty for a CHECK or DEL} A failed call throws an exception or error
     * that {@link CaughtFailure#of} converts to a failure.
     */
    Optional<JsonObject> carryOut(CniRequest.ForPod request) {
        return switch (request) {
            case CniRequest.Add add -> Optional.of(add(add));
            case CniRequest.Check check -> {
                check(check);
                yield Optional.empty();
            }
            case CniRequest.Del del -> {
                del(del);
                yield Optional.empty();
            }
        };
    }

    private JsonObject add(CniRequest.Add request) {
        CallContext context = context(request);
        if (context.config().skipCall()) {
            LOG.info("ADD {} skipped: skip_call is true", request.attachment().ifname());
            return context.previous().result().in(request.version()).json();
        }
        try (CallKernel kernel = CallKernel.openPod(request.attachment().netns(), services.namespaces())) {
            stopwatch.end("namespaces");
            return connect(request, context, kernel).in(request.version()).json();
        }
    }

    private CniResult connect(CniRequest.Add request, CallContext context, CallKernel kernel) {
        AttachmentRecordUpdates record =
                new AttachmentRecordUpdates(services.records(), plugin.type(), request.attachment());
        AttachmentRecordUpdates.Begun begun = record.begin(request, environment, kernel);
        stopwatch.end("record");
        EffectLedger ledger = new EffectLedger(begun.now().effects());
        try {
            CallContext complete = context.withRecorded(record.ownedAlone(begun.before()), ledger.list())
                    .withFirst(begun.isFirst());
            Add.Connected connected = Add.run(
                    complete,
                    kernel,
                    stopwatch,
                    (objects, effects) -> record.own(begun.now(), objects, effects),
                    ledger);
            record.complete(begun, connected, ledger.list(), kernel);
            stopwatch.end("record");
            return connected.result();
        } catch (RuntimeException | Error e) {
            record.revert(begun, ledger.list());
            throw e;
        }
    }

    private void check(CniRequest.Check request) {
        CallContext context = context(request);
        if (context.config().skipCall()) {
            LOG.info("CHECK {} skipped: skip_call is true", request.attachment().ifname());
            return;
        }
        try (CallKernel kernel = CallKernel.openPod(request.attachment().netns(), services.namespaces())) {
            stopwatch.end("namespaces");
            AttachmentRecordUpdates record =
                    new AttachmentRecordUpdates(services.records(), plugin.type(), request.attachment());
            Check.run(record.addedTo(context), kernel, stopwatch);
        }
    }

    private CallContext context(CniRequest.ForPod request) {
        CallContext context = plugin.context(request);
        stopwatch.end("options");
        return context;
    }

    private void del(CniRequest.Del request) {
        request.config().problems().forEach(problem -> LOG.warn("ignored by DEL: {}", problem));
        plugin.nodeOptions().problems(plugin.type()).forEach(problem -> LOG.warn("ignored by DEL: {}", problem));
        try (CallKernel kernel =
                CallKernel.openRemainingPod(request.attachment().netns(), services.namespaces())) {
            Pipeline pipeline = plugin.pipelineForDel();
            stopwatch.end("namespaces");
            AttachmentRecordUpdates record = AttachmentRecordUpdates.of(services.records(), plugin.type(), request);
            if (kernel.has(Netns.POD)) {
                del(request, record, pipeline, kernel);
                return;
            }
            try (NamespaceFlock _ = record.lockDeletedPod()) { // a GC could remove the same objects at the same time
                del(request, record, pipeline, kernel);
            }
        }
    }

    private void del(CniRequest.Del request, AttachmentRecordUpdates record, Pipeline pipeline, CallKernel kernel) {
        Optional<AttachmentRecord> released = record.release();
        Del.Recorded recorded =
                new Del.Recorded(record.ownedAlone(released), AttachmentRecord.effects(released), record::settle);
        List<OwnedEffect> owed =
                Del.run(request.attachment(), request.config().previous(), recorded, pipeline, kernel, stopwatch);
        record.leave(owed);
    }
}
