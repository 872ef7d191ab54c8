package meta.launcher.call;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniArgs;
import meta.core.cni.CniError;
import meta.core.cni.CniRequest;
import meta.core.cni.CniVerb;
import meta.core.cni.CniVersion;
import meta.core.cni.Failure;
import meta.core.cni.Reading;
import meta.core.cni.RequestReader;
import meta.core.config.ConfigReader;
import meta.core.json.JsonObject;
import meta.core.json.JsonWriter;
import meta.launcher.log.CallIdentity;
import meta.launcher.log.CallLog;
import meta.launcher.log.LogSettings;
import meta.launcher.log.PodIdentity;
import meta.netlink.message.MalformedMessageException;
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
 */
public record PluginCall(String type, Map<String, String> environment, InputStream stdin) {
    private static final int SUCCESS = 0;
    private static final int FAILURE = 1;

    /**
     * Does what is asked, and answers. Whatever goes wrong is an answer too.
     *
     * @return the exit status
     */
    public int answer(ResultStream result) {
        return switch (RequestReader.read(environment, stdin)) {
            case Reading.Rejected(Failure failure, CniVersion version) -> failed(failure, version, result);
            case Reading.Accepted(CniRequest.Version _) -> succeeded(Optional.of(CniVersion.report()), result);
            case Reading.Accepted(CniRequest.Gc(var config)) ->
                failed(new Failure.UnsupportedVerb(CniVerb.GC), config.version(), result);
            case Reading.Accepted(CniRequest.Status(var config)) ->
                failed(new Failure.UnsupportedVerb(CniVerb.STATUS), config.version(), result);
            case Reading.Accepted(CniRequest.ForPod request) -> logged(request, result);
        };
    }

    private int logged(CniRequest.ForPod request, ResultStream result) {
        LogSettings settings =
                ConfigReader.lenient(request.config().json(), LogOptions.OPTION).settings(type);
        try (CallLog _ = CallLog.open(settings, identity(request))) {
            Logger log = LogManager.getLogger(PluginCall.class);
            try {
                Optional<JsonObject> answer = new PodCall(type, Discovery.catalog()).carryOut(request);
                log.info("done");
                return succeeded(answer, result);
            } catch (CallFailedException e) {
                log.error(
                        "failed with code {}: {}",
                        e.failure().code(),
                        e.failure().details());
                return failed(e.failure(), request.version(), result);
            } catch (NetlinkException | MalformedMessageException e) {
                log.error("failed to talk to the kernel", e);
                Failure failure = new Failure.InputOutput("netlink", String.valueOf(e.getMessage()));
                return failed(failure, request.version(), result);
            } catch (RuntimeException | Error e) { // a mistake of ours, or a library that is not there: an answer too
                log.error("failed unexpectedly", e);
                return failed(new Failure.Unexpected(e.toString()), request.version(), result);
            }
        }
    }

    private CallIdentity identity(CniRequest.ForPod request) {
        Attachment attachment = request.attachment();
        CniArgs args = request.args();
        return new CallIdentity(
                type,
                environment.getOrDefault("CNI_COMMAND", ""),
                attachment.containerId(),
                attachment.ifname(),
                attachment.netns(),
                new PodIdentity(args.podNamespace(), args.podName(), args.podUid(), args.infraContainerId()));
    }

    private static int succeeded(Optional<JsonObject> answer, ResultStream result) {
        answer.ifPresent(json -> result.write(JsonWriter.compact(json)));
        return SUCCESS;
    }

    private static int failed(Failure failure, CniVersion version, ResultStream result) {
        result.write(JsonWriter.compact(CniError.of(failure, version)));
        return FAILURE;
    }
}
