package meta.core.config;

import java.util.List;
import meta.core.cni.Problem;

/** The result of checking a network configuration. */
public sealed interface CheckedConfig {

    record Valid(NetworkConfig config) implements CheckedConfig {}

    record Invalid(List<Problem> problems) implements CheckedConfig {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
