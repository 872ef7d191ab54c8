package meta.launcher.call;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.cni.Problem;
import meta.core.cni.RequestConfig;
import meta.core.config.ConfigReader;
import meta.core.config.ConfigReading;
import meta.core.config.Declarations;
import meta.core.config.NetworkConfig;
import meta.core.plugin.BrokenPipelineException;
import meta.core.plugin.Catalog;
import meta.core.plugin.Pipeline;
import meta.core.plugin.Unusable;
import meta.spi.PluginType;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A plugin type by its name, among all that was found.
 *
 * @param type the name that it is called by
 * @param catalog what was found
 */
public record Plugin(String type, Catalog catalog) {
    private static final Logger LOG = LogManager.getLogger(Plugin.class);

    /**
     * {@return the steps of the type}
     *
     * @throws CallFailedException where there is no such type, or its steps make no pipeline
     */
    public Pipeline pipeline() {
        PluginType found = catalog.type(type)
                .orElseThrow(() -> failure(new Problem("type", '"' + type + '"', "unknown plugin type; " + known())));
        try {
            return catalog.pipeline(found);
        } catch (BrokenPipelineException e) {
            throw failure(new Problem("type", '"' + type + '"', String.valueOf(e.getMessage())));
        }
    }

    /** {@return the steps of the type as far as there are any: what was made before goes, whatever has become of its plugin} */
    public Pipeline remains() {
        try {
            return pipeline();
        } catch (CallFailedException e) {
            LOG.warn("cleaning up without its steps: {}", e.failure().details());
            return new Pipeline(new Gone(type), List.of(), List.of());
        }
    }

    private record Gone(String name) implements PluginType {
        @Override
        public String description() {
            return "A plugin type that is no more.";
        }

        @Override
        public List<String> steps() {
            return List.of();
        }
    }

    /** {@return what can be said in the configuration of the type} */
    public Declarations declarations() {
        return declarations(pipeline());
    }

    /**
     * {@return the configuration, checked}
     *
     * @throws CallFailedException where it is wrong; everything that is wrong is named
     */
    public NetworkConfig configured(RequestConfig config, Pipeline pipeline) {
        return switch (ConfigReader.read(config.json(), config.problems(), declarations(pipeline))) {
            case ConfigReading.Valid(NetworkConfig valid) -> {
                valid.notes().forEach(LOG::warn);
                pipeline.unusable().forEach(unusable -> LOG.warn("not used: {}", unusable));
                yield valid;
            }
            case ConfigReading.Invalid(List<Problem> problems) ->
                throw new CallFailedException(new Failure.BadConfiguration(problems));
        };
    }

    private static Declarations declarations(Pipeline pipeline) {
        return Declarations.of(pipeline.type(), pipeline.steps(), List.of(LogOptions.OPTION), pipeline.unusable());
    }

    private String known() {
        List<String> names = new ArrayList<>();
        catalog.types().forEach(known -> names.add('"' + known.name() + '"'));
        StringBuilder text = new StringBuilder("there are ").append(String.join(", ", names));
        for (Unusable found : catalog.unusable()) {
            if (found.name().isEmpty() || found.name().equals(type)) {
                text.append("; what may be in it cannot be used: ").append(found);
            }
        }
        return text.toString();
    }

    private static CallFailedException failure(Problem problem) {
        return new CallFailedException(new Failure.BadConfiguration(List.of(problem)));
    }
}
