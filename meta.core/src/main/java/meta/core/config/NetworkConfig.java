package meta.core.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meta.spi.StepDeclaration;
import meta.spi.option.StepOptions;

/**
 * A network configuration that is right.
 *
 * @param skipCall whether nothing is to be done; there are no steps then
 * @param typeOptions the options that belong to no step
 * @param steps by name, what it says of each step of the pipeline
 * @param notes what is odd but no error, each in one line, for the log
 */
public record NetworkConfig(
        boolean skipCall, StepOptions typeOptions, Map<String, StepConfig> steps, List<String> notes) {

    /** What it says of one step. */
    public record StepConfig(boolean enabled, StepOptions options) {}

    public NetworkConfig {
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
        notes = List.copyOf(notes);
    }

    /** {@return how long a step of a third party may take each time that it is asked} */
    public Duration stepTimeLimit() {
        return typeOptions.get(Declarations.STEP_TIME_LIMIT).value();
    }

    /** {@return whether the step is to run} */
    public boolean isEnabled(StepDeclaration declaration) {
        StepConfig step = steps.get(declaration.step().name());
        return step != null && step.enabled();
    }

    /**
     * {@return the options of a step, those at the top level included}
     *
     * @throws IllegalArgumentException where the pipeline has no such step
     */
    public StepOptions options(String step) {
        StepConfig config = steps.get(step);
        if (config == null) {
            throw new IllegalArgumentException("there is no step \"" + step + "\" in " + steps.keySet());
        }
        return config.options();
    }
}
