package meta.core.call;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import meta.core.cni.CniRequest;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.config.AddedOptions;
import meta.core.config.ConfigReader;
import meta.core.config.Declarations;
import meta.core.kernel.NamespaceSource;
import meta.core.plugin.Catalog;
import meta.core.record.AttachmentRecords;
import meta.spi.option.Option;
import meta.spi.option.StepOptions;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The services of a process for the calls that it makes.
 *
 * @param namespaces how the pod's namespace and lock are obtained
 * @param steps where plugin types and steps are found
 * @param nodeOptions where the options of the node are found
 * @param log how the log of the call is opened
 * @param records the records of attachments
 */
public record CallServices(
        NamespaceSource namespaces,
        StepSource steps,
        NodeOptionsSource nodeOptions,
        CallLogging log,
        AttachmentRecords records) {
    /**
     * Opens the log of a call as its configuration and the options of the node say; an invalid value is replaced by the default.
     *
     * @param ofNode the options of the node, as {@link #nodeOptions} gives them for the environment
     */
    CallLogging.OpenLog openLog(
            String type,
            String verb,
            CniRequest.Configured request,
            Map<String, String> environment,
            NodeOptions ofNode) {
        StepOptions options = lenient(request.config().json(), ofNode.of(type), log.option());
        return log.open(type, verb, request, environment, options);
    }

    private static <T> StepOptions lenient(JsonObject config, AddedOptions added, Option<T> option) {
        return StepOptions.defaults(List.of(option)).with(option, ConfigReader.lenient(config, added, option));
    }

    /**
     * {@return the plugin of a type, with the options that every type has, and those of the node}
     *
     * @param config the network configuration; its time limit also applies to the loading of third-party code
     */
    Plugin plugin(String type, Map<String, String> environment, JsonObject config, NodeOptions ofNode) {
        return plugin(type, steps.catalog(environment, timeLimit(type, config, ofNode)), ofNode);
    }

    /**
     * {@return the same plugin for a call, without jars that take long to load, unless the configuration needs more than is known without
     * them}
     *
     * <p>A warning in the log names the jars that the call does without.
     */
    Plugin pluginForCall(String type, Map<String, String> environment, JsonObject config, NodeOptions ofNode) {
        KnownSteps known = steps.known(environment, timeLimit(type, config, ofNode));
        Plugin plugin = plugin(type, known.catalog(), ofNode);
        if (known.loading().isEmpty()) {
            return plugin;
        }
        if (!plugin.knowsAllOf(config)) {
            return plugin(type, environment, config, ofNode);
        }
        Logger logger = LogManager.getLogger(CallServices.class); // not earlier: the log of the call is open now
        known.loading().forEach(jar -> logger.warn("the call goes on without {}", jar));
        return plugin;
    }

    private static Duration timeLimit(String type, JsonObject config, NodeOptions ofNode) {
        return ConfigReader.lenient(config, ofNode.of(type), Declarations.STEP_TIME_LIMIT)
                .value();
    }

    private Plugin plugin(String type, Catalog catalog, NodeOptions ofNode) {
        return new Plugin(type, catalog, List.of(log.option()), ofNode);
    }
}
