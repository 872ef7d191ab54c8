package meta.core.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meta.spi.option.StepOptions;

/**
 * The values of the options of a valid network configuration.
 *
 * @param skipCall whether an ADD must change nothing and return {@code prevResult}, and a CHECK must check nothing; if so, there are no
 *     steps, and all values are defaults
 * @param typeOptions the values of the options that do not belong to a step
 * @param steps the configurations of the steps, by the names of the steps
 * @param notes remarks for the log
 */
public record OptionValues(
        boolean skipCall, StepOptions typeOptions, Map<String, StepConfig> steps, List<String> notes) {

    /**
     * The configuration of a step.
     *
     * @param enabled whether the step runs; false also for a step after the one that ends the pipeline
     * @param options the values of the step's options, also of those at the top level
     */
    public record StepConfig(boolean enabled, StepOptions options) {}

    public OptionValues {
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
        notes = List.copyOf(notes);
    }

    /** {@return the value of {@link Declarations#STEP_TIME_LIMIT}} */
    public Duration stepTimeLimit() {
        return typeOptions.get(Declarations.STEP_TIME_LIMIT).value();
    }

    /** {@return whether the step runs; false for an unknown step} */
    public boolean isEnabled(String step) {
        StepConfig config = steps.get(step);
        return config != null && config.enabled();
    }

    /**
     * {@return the values of the options of a step}
     *
     * @throws IllegalArgumentException if there is no such step
     */
    public StepOptions options(String step) {
        StepConfig config = steps.get(step);
        if (config == null) {
            throw new IllegalArgumentException("no step \"" + step + "\" in " + steps.keySet());
        }
        return config.options();
    }
}
