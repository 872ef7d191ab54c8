package meta.core.call;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import meta.core.call.CallLogSource.OpenLog;
import meta.core.cni.CniErrorJson;
import meta.core.cni.CniRequest;
import meta.core.cni.CniVersion;
import meta.core.cni.Failure;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonWriter;
import meta.core.cni.RequestReadResult;
import meta.core.cni.RequestReader;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * One call of a container runtime.
 *
 * <p>The calling thread must be in the node's network namespace. After a failed call, the thread can be in the pod's namespace; the outcome
 * does not show this.
 *
 * @param type the plugin type
 * @param environment the environment variables of the call
 * @param stdin the network configuration; not closed
 */
public record CniCall(String type, Map<String, String> environment, InputStream stdin, CallServices services) {

    /**
     * {@return the outcome of the call} A failure of the call is an outcome too, not an exception.
     *
     * @param result receives the answer as one JSON object without a line end: the result of an ADD or VERSION, or the error of a failed
     *     call. A successful CHECK, DEL, GC or STATUS has no answer
     */
    public CallOutcome run(CallStopwatch stopwatch, Consumer<String> result) {
        RequestReadResult parsed;
        try {
            parsed = RequestReader.read(environment, stdin);
        } catch (RuntimeException | Error e) {
            return unlogged(e, CniVersion.LATEST, result).withTimes(stopwatch.times());
        }
        stopwatch.end("configuration");
        CallOutcome outcome = switch (parsed) {
            case RequestReadResult.Invalid(Failure failure, CniVersion version) -> {
                result.accept(JsonWriter.compact(CniErrorJson.of(failure, version)));
                yield CallOutcome.of(failure);
            }
            case RequestReadResult.Valid(CniRequest request) -> answer(request, stopwatch, result);
        };
        return outcome.withTimes(stopwatch.times());
    }

    private CallOutcome answer(CniRequest request, CallStopwatch stopwatch, Consumer<String> result) {
        return switch (request) {
            case CniRequest.Version _ -> {
                result.accept(JsonWriter.compact(CniVersion.report()));
                yield CallOutcome.SUCCESS;
            }
            case CniRequest.Configured configured -> logged(configured, stopwatch, result);
        };
    }

    private static CallOutcome unlogged(Throwable thrown, CniVersion version, Consumer<String> result) {
        CaughtFailure caught = CaughtFailure.of(thrown);
        result.accept(JsonWriter.compact(CniErrorJson.of(caught.failure(), version)));
        return caught.outcome();
    }

    private CallOutcome logged(CniRequest.Configured request, CallStopwatch stopwatch, Consumer<String> result) {
        NodeOptions ofNode;
        OpenLog opened;
        try {
            ofNode = services.nodeOptions().options(environment);
            opened = services.openLog(type, request.verb().name(), request, environment, ofNode);
        } catch (RuntimeException | Error e) {
            return unlogged(e, request.version(), result);
        }
        try (OpenLog _ = opened) {
            Logger log = LogManager.getLogger(CniCall.class);
            stopwatch.end("logging");
            try {
                carryOut(request, ofNode, stopwatch).ifPresent(answer -> result.accept(JsonWriter.compact(answer)));
                stopwatch.end("result");
                log.debug("microseconds: {}", stopwatch.times().phasesInMicroseconds());
                return CallOutcome.SUCCESS;
            } catch (RuntimeException | Error e) {
                CaughtFailure caught = CaughtFailure.of(e);
                log(caught, e, request, stopwatch, log);
                result.accept(JsonWriter.compact(CniErrorJson.of(caught.failure(), request.version())));
                return caught.outcome();
            }
        }
    }

    private Optional<JsonObject> carryOut(CniRequest.Configured request, NodeOptions ofNode, CallStopwatch stopwatch) {
        NamedPluginType plugin =
                services.pluginForCall(type, environment, request.config().json(), ofNode);
        stopwatch.end("discovery");
        return switch (request) {
            case CniRequest.ForPod pod -> new PodCall(plugin, services, environment, stopwatch).carryOut(pod);
            case CniRequest.ForNetwork network -> {
                new NetworkCall(plugin, services, stopwatch).carryOut(network);
                yield Optional.empty();
            }
        };
    }

    private static void log(
            CaughtFailure caught, Throwable thrown, CniRequest request, CallStopwatch stopwatch, Logger log) {
        String nic = request instanceof CniRequest.ForPod pod
                ? " " + pod.attachment().ifname()
                : "";
        String ended = request.verb() + nic + " failed in " + stopwatch.millis() + " ms with code "
                + caught.failure().code();
        if (caught.hasTrace()) {
            log.error("{}", ended, thrown);
        } else {
            log.error("{}: {}", ended, caught.failure().details());
        }
    }
}
