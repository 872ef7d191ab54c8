package meta.core.call;

import java.time.Duration;
import java.util.Map;
import meta.core.plugin.Catalog;

/** Supplies each call with the plugin types and steps of the image and of the step folders. */
@FunctionalInterface
public interface StepSource {
    /**
     * {@return the types and steps for a call} Waits for the code of third parties.
     *
     * @param environment the environment variables of the call, which can name the step folders
     * @param limit the longest time that the code of third parties may take until its steps are known, all of it together
     */
    Catalog catalog(Map<String, String> environment, Duration limit);

    /**
     * {@return the types and steps that are known without a long wait, for a call that may not need the others}
     *
     * @param environment as for {@link #catalog}
     * @param limit as for {@link #catalog}
     */
    default KnownSteps known(Map<String, String> environment, Duration limit) {
        return KnownSteps.complete(catalog(environment, limit));
    }
}
