package meta.core.call;

import java.time.Duration;
import java.util.Map;
import meta.core.plugin.Catalog;

/**
 * Supplies calls with the plugin types and steps of the image and of the step folders. In the agent, several threads use one source at the same time.
 */
@FunctionalInterface
public interface StepSource {
    /**
     * {@return the types and steps} Waits for the code of third parties. A jar that cannot be used is in {@link Catalog#unusable}.
     *
     * @param environment can contain the paths of the step folders
     * @param limit the time that each jar may take until its steps are known; a source that serves several calls may allow more
     */
    Catalog catalog(Map<String, String> environment, Duration limit);

    /**
     * {@return the types and steps that are known without a long wait, and the jars that are still being loaded} By default, waits like {@link
     * #catalog}.
     */
    default PartialCatalog known(Map<String, String> environment, Duration limit) {
        return PartialCatalog.complete(catalog(environment, limit));
    }
}
