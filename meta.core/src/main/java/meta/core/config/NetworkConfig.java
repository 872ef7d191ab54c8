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
 * @param skipCall whether the call is skipped; if so, there are no steps, and the options of the type have their defaults
 * @param typeOptions the options that belong to no step
 * @param steps by the name of the step
 * @param notes remarks that are no errors, each on one line
 */
public record NetworkConfig(
        boolean skipCall, StepOptions typeOptions, Map<String, StepConfig> steps, List<String> notes) {

    /**
     * The configuration of a step.
     *
     * @param options the values of its options, those at the top level included
     */
    public record StepConfig(boolean enabled, StepOptions options) {}

    public NetworkConfig {
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
        notes = List.copyOf(notes);
    }

    /** {@return the time limit of each call of a third-party step} */
    public Duration stepTimeLimit() {
        return typeOptions.get(Declarations.STEP_TIME_LIMIT).value();
    }

    /** {@return whether the step runs; false for an unknown step} */
    public boolean isEnabled(String step) {
        StepConfig config = steps.get(step);
        return config != null && config.enabled();
    }

    /**
     * {@return the options of a step}
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
