package meta.launcher.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.cni.CallFailedException;
import meta.core.cni.CniRequest;
import meta.core.cni.Failure;
import meta.core.cni.RequestConfig;
import meta.core.config.ConfigReader;
import meta.core.config.ConfigReading;
import meta.core.config.Declarations;
import meta.core.config.NetworkConfig;
import meta.core.config.Problem;
import meta.core.json.JsonObject;
import meta.core.pipeline.BrokenPipelineException;
import meta.core.pipeline.Catalog;
import meta.core.pipeline.Pipeline;
import meta.core.verb.Add;
import meta.core.verb.Check;
import meta.core.verb.Del;
import meta.core.verb.PodSession;
import meta.core.verb.Task;
import meta.spi.PluginType;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Carries out a call for a pod with the steps that were found.
 *
 * @param type the plugin type that is called
 * @param catalog what was found
 */
public record PodCall(String type, Catalog catalog) {
    private static final Logger LOG = LogManager.getLogger(PodCall.class);

    /**
     * {@return the answer, which only an ADD has}
     *
     * @throws CallFailedException where it cannot be carried out
     */
    public Optional<JsonObject> carryOut(CniRequest.ForPod request) {
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

    /** {@return what the call is to bring about} */
    public Task task(CniRequest.ForPod request) {
        Pipeline pipeline = pipeline();
        return new Task(
                request.attachment(), request.config().previous(), pipeline, checked(request.config(), pipeline));
    }

    /** {@return what can be said in the configuration of the type} */
    public Declarations declarations() {
        return declarations(pipeline());
    }

    private static Declarations declarations(Pipeline pipeline) {
        return Declarations.of(pipeline.type(), pipeline.steps(), List.of(LogOptions.OPTION));
    }

    private JsonObject add(CniRequest.Add request) {
        Task task = task(request);
        if (task.config().skipCall()) {
            return task.previous().in(request.version()).json();
        }
        try (PodSession pod = PodSession.open(request.attachment())) {
            return Add.run(task, pod.kernel()).in(request.version()).json();
        }
    }

    private void check(CniRequest.Check request) {
        Task task = task(request);
        if (task.config().skipCall()) {
            return;
        }
        try (PodSession pod = PodSession.open(request.attachment())) {
            Check.run(task, pod.kernel());
        }
    }

    private void del(CniRequest.Del request) {
        request.config().problems().forEach(problem -> LOG.warn("not needed for a DEL: {}", problem));
        try (PodSession pod = PodSession.openWhatIsLeft(request.attachment())) {
            Del.run(request.attachment(), request.config().previous(), pipeline(), pod.kernel());
        }
    }

    private NetworkConfig checked(RequestConfig config, Pipeline pipeline) {
        return switch (ConfigReader.read(config.json(), config.problems(), declarations(pipeline))) {
            case ConfigReading.Valid(NetworkConfig valid) -> {
                valid.notes().forEach(LOG::warn);
                yield valid;
            }
            case ConfigReading.Invalid(List<Problem> problems) ->
                throw new CallFailedException(new Failure.BadConfiguration(problems));
        };
    }

    private Pipeline pipeline() {
        PluginType found = catalog.type(type)
                .orElseThrow(() -> failure(new Problem("type", '"' + type + '"', "unknown plugin type; " + known())));
        try {
            return catalog.pipeline(found);
        } catch (BrokenPipelineException e) {
            throw failure(new Problem("type", '"' + type + '"', String.valueOf(e.getMessage())));
        }
    }

    private String known() {
        List<String> names = new ArrayList<>();
        catalog.types().forEach(known -> names.add('"' + known.name() + '"'));
        return "this image has " + String.join(", ", names);
    }

    private static CallFailedException failure(Problem problem) {
        return new CallFailedException(new Failure.BadConfiguration(List.of(problem)));
    }
}
