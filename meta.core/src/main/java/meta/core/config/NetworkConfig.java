package meta.core.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meta.spi.option.StepOptions;

/**
 * A valid network configuration.
 *
 * @param skipCall whether the call is skipped. Then there are no steps, and the options of the type have their defaults, even if the configuration
 *     sets others
 * @param typeOptions the options that belong to no step
 * @param steps the configuration of each step of the pipeline, by name
 * @param notes remarks that are no errors, each on one line, for the log
 */
public record NetworkConfig(
        boolean skipCall, StepOptions typeOptions, Map<String, StepConfig> steps, List<String> notes) {

    /**
     * The configuration of a step.
     *
     * @param enabled whether the step runs
     * @param options the values of its options, those at the top level included
     */
    public record StepConfig(boolean enabled, StepOptions options) {}

    public NetworkConfig {
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
        notes = List.copyOf(notes);
    }

    /** {@return the longest time that each call of a third-party step may take} */
    public Duration stepTimeLimit() {
        return typeOptions.get(Declarations.STEP_TIME_LIMIT).value();
    }

    /** {@return whether the step runs; false if the pipeline does not have it} */
    public boolean isEnabled(String step) {
        StepConfig config = steps.get(step);
        return config != null && config.enabled();
    }

    /**
     * {@return the options of a step, those at the top level included}
     *
     * @throws IllegalArgumentException if the pipeline has no such step, or the call is skipped
     */
    public StepOptions options(String step) {
        StepConfig config = steps.get(step);
        if (config == null) {
            throw new IllegalArgumentException("no step \"" + step + "\" in " + steps.keySet());
        }
        return config.options();
    }
}
