package meta.core.config;

import java.util.List;
import meta.core.cni.Problem;

/** What came of checking a network configuration. */
public sealed interface CheckedConfig {

    /** It is right. */
    record Valid(NetworkConfig config) implements CheckedConfig {}

    /** It is not; everything that is wrong is here. */
    record Invalid(List<Problem> problems) implements CheckedConfig {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
