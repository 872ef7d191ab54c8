package meta.launcher.call;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import meta.core.call.CallClock;
import meta.core.call.CallOutcome;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniArgs;
import meta.core.cni.CniError;
import meta.core.cni.CniRequest;
import meta.core.cni.CniVersion;
import meta.core.cni.Failure;
import meta.core.cni.JsonObject;
import meta.core.cni.JsonWriter;
import meta.core.cni.ParsedRequest;
import meta.core.cni.RequestReader;
import meta.core.config.ConfigReader;
import meta.launcher.log.CallIdentity;
import meta.launcher.log.CallLog;
import meta.launcher.log.LogSettings;
import meta.launcher.log.PodIdentity;
import meta.netlink.ShortageException;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.netns.StrandedException;
import meta.netlink.socket.NetlinkException;
import meta.spi.Attachment;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * One call of a CNI runtime: from its environment and standard input to one JSON object and an exit status.
 *
 * @param type the plugin type that is called
 * @param environment the {@code CNI_} variables
 * @param stdin the network configuration
 * @param caller who has made the call
 */
public record PluginCall(String type, Map<String, String> environment, InputStream stdin, Caller caller) {

    /** Does what is asked, and answers. Whatever goes wrong is an answer too. */
    public CallOutcome answer(ResultStream result) {
        CallClock.begin();
        CallOutcome outcome = carriedOut(result);
        return outcome.after(CallClock.soFar());
    }

    private CallOutcome carriedOut(ResultStream result) {
        ParsedRequest reading = RequestReader.read(environment, stdin);
        CallClock.end("configuration");
        return switch (reading) {
            case ParsedRequest.Invalid(Failure failure, CniVersion version) -> failed(failure, version, result);
            case ParsedRequest.Valid(CniRequest.Version _) -> succeeded(Optional.of(CniVersion.report()), result);
            case ParsedRequest.Valid(CniRequest.ForPod request) ->
                logged(
                        request,
                        identity(request),
                        result,
                        () -> new PodCall(plugin(), caller.namespaces()).carryOut(request));
            case ParsedRequest.Valid(CniRequest.ForNetwork request) ->
                logged(request, identity(), result, () -> {
                    new NetworkCall(plugin()).carryOut(request);
                    return Optional.empty();
                });
        };
    }

    private Plugin plugin() {
        return new Plugin(type, caller.steps().catalog(environment));
    }

    private CallOutcome logged(
            CniRequest request, CallIdentity identity, ResultStream result, Supplier<Optional<JsonObject>> work) {
        LogSettings settings =
                ConfigReader.lenient(config(request), LogOptions.OPTION).settings(type);
        try (CallLog _ = CallLog.open(settings, identity, caller.stderr())) {
            Logger log = LogManager.getLogger(PluginCall.class);
            CallClock.end("logging");
            try {
                Optional<JsonObject> answer = work.get();
                CallOutcome outcome = succeeded(answer, result);
                CallClock.end("result");
                log.debug("microseconds: {}", CallClock.soFar().phasesInMicroseconds());
                return outcome;
            } catch (CallFailedException e) {
                log.error(
                        "{}: {}",
                        failed(request, e.failure().code()),
                        e.failure().details());
                return failed(e.failure(), request.version(), result);
            } catch (OutOfMemoryError e) { // no mistake: the call is too large for this process
                Failure failure = new Failure.Exhausted("out of memory: " + e.getMessage());
                log.error("{}: {}", failed(request, failure.code()), failure.details());
                CallOutcome.Shortage shortage =
                        CallOutcome.isOfThreads(e) ? CallOutcome.Shortage.PASSING : CallOutcome.Shortage.OF_MEMORY;
                return failed(failure, request.version(), result).without(shortage);
            } catch (ShortageException e) {
                Failure failure = new Failure.Exhausted(String.valueOf(e.getMessage()));
                log.error("{}: {}", failed(request, failure.code()), failure.details());
                return failed(failure, request.version(), result);
            } catch (StrandedException | UncheckedIOException e) {
                Failure failure = new Failure.InputOutput("the kernel", String.valueOf(e.getMessage()));
                log.error("{}", failed(request, failure.code()), e);
                return failed(failure, request.version(), result);
            } catch (NetlinkException | MalformedMessageException e) {
                String message = String.valueOf(e.getMessage());
                boolean shortage =
                        e instanceof NetlinkException failed && failed.errno().isShortage();
                Failure failure =
                        shortage ? new Failure.Exhausted(message) : new Failure.InputOutput("netlink", message);
                log.error("{}", failed(request, failure.code()), e);
                return failed(failure, request.version(), result);
            } catch (RuntimeException | Error e) { // a mistake of ours, or a library that is not there: an answer too
                Failure failure = new Failure.Unexpected(e.toString());
                log.error("{}", failed(request, failure.code()), e);
                return failed(failure, request.version(), result);
            }
        }
    }

    /** {@return such as {@code ADD eth0 failed in 4 ms with code 7}} */
    private String failed(CniRequest request, int code) {
        String nic = request instanceof CniRequest.ForPod pod
                ? " " + pod.attachment().ifname()
                : "";
        return verb() + nic + " failed in " + CallClock.millis() + " ms with code " + code;
    }

    private static JsonObject config(CniRequest request) {
        return switch (request) {
            case CniRequest.ForPod pod -> pod.config().json();
            case CniRequest.ForNetwork network -> network.config().json();
            case CniRequest.Version _ -> JsonObject.EMPTY;
        };
    }

    private CallIdentity identity() {
        return new CallIdentity(type, verb(), "", "", "", PodIdentity.UNKNOWN);
    }

    private CallIdentity identity(CniRequest.ForPod request) {
        Attachment attachment = request.attachment();
        CniArgs args = request.args();
        return new CallIdentity(
                type,
                verb(),
                attachment.containerId(),
                attachment.ifname(),
                attachment.netns(),
                new PodIdentity(args.podNamespace(), args.podName(), args.podUid(), args.infraContainerId()));
    }

    private String verb() {
        return environment.getOrDefault("CNI_COMMAND", "");
    }

    private static CallOutcome succeeded(Optional<JsonObject> answer, ResultStream result) {
        answer.ifPresent(json -> result.write(JsonWriter.compact(json)));
        return CallOutcome.SUCCESS;
    }

    private static CallOutcome failed(Failure failure, CniVersion version, ResultStream result) {
        result.write(JsonWriter.compact(CniError.of(failure, version)));
        return CallOutcome.of(failure);
    }
}
