package meta.core.config;

import java.util.List;
import meta.core.cni.InputProblem;

/** The result of checking a network configuration. */
public sealed interface ConfigCheckResult {

    /** The configuration is valid. */
    record Valid(OptionValues config) implements ConfigCheckResult {}

    /**
     * The configuration is invalid.
     *
     * @param problems at least one problem
     */
    record Invalid(List<InputProblem> problems) implements ConfigCheckResult {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
