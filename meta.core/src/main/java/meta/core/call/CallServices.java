package meta.core.call;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import meta.core.cni.CniRequest;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.config.ConfigReader;
import meta.core.config.Declarations;
import meta.core.config.NodeTypeOptions;
import meta.core.kernel.NamespaceSource;
import meta.core.plugin.Catalog;
import meta.core.record.AttachmentRecords;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The services that a process provides for its calls.
 *
 * @param log opens the log of each call
 */
public record CallServices(
        NamespaceSource namespaces,
        CatalogSource steps,
        NodeOptionsSource nodeOptions,
        CallLogSource log,
        AttachmentRecords records) {
    /**
     * Opens the log of a call as configured, or with the default value if the configured one is invalid. The caller closes the log on the
     * same thread.
     *
     * @param verb as for {@link CallLogSource#open}
     */
    CallLogSource.OpenLog openLog(
            String type,
            String verb,
            CniRequest.Configured request,
            Map<String, String> environment,
            NodeOptions ofNode) {
        StepOptions options = lenient(request.config().json(), ofNode.of(type), log.option());
        return log.open(type, verb, request, environment, options);
    }

    private static <T> StepOptions lenient(JsonObject config, NodeTypeOptions added, Option<T> option) {
        return StepOptions.defaults(List.of(option)).with(option, ConfigReader.lenient(config, added, option));
    }

    /**
     * {@return the plugin of a type, which need not exist} Waits for the code of third-party jars.
     *
     * @param environment the environment variables of the call, which can contain the paths of step folders
     */
    NamedPluginType plugin(String type, Map<String, String> environment, JsonObject config, NodeOptions ofNode) {
        return plugin(type, steps.catalog(environment, timeLimit(type, config, ofNode)), ofNode);
    }

    /**
     * {@return the plugin of a type, which need not exist} If {@link NamedPluginType#knowsAllOf} is true for the configuration, jars that
     * are still being loaded can be missing; a warning is then logged for each. Otherwise, waits for them. The log of the call must be
     * open.
     */
    NamedPluginType pluginForCall(String type, Map<String, String> environment, JsonObject config, NodeOptions ofNode) {
        CatalogSoFar known = steps.known(environment, timeLimit(type, config, ofNode));
        NamedPluginType plugin = plugin(type, known.catalog(), ofNode);
        if (known.loading().isEmpty()) {
            return plugin;
        }
        if (!plugin.knowsAllOf(config)) {
            return plugin(type, environment, config, ofNode);
        }
        // not a static field, because this class is initialized before the log of the call is open
        Logger logger = LogManager.getLogger(CallServices.class);
        known.loading().forEach(jar -> logger.warn("the call continues without the steps of this jar: {}", jar));
        return plugin;
    }

    private static Duration timeLimit(String type, JsonObject config, NodeOptions ofNode) {
        return ConfigReader.lenient(config, ofNode.of(type), Declarations.STEP_TIME_LIMIT)
                .value();
    }

    private NamedPluginType plugin(String type, Catalog catalog, NodeOptions ofNode) {
        return new NamedPluginType(type, catalog, List.of(log.option()), ofNode);
    }
}
