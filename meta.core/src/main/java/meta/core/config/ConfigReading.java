package meta.core.config;

import java.util.List;
import meta.core.cni.Problem;

/** What came of checking a network configuration. */
public sealed interface ConfigReading {

    /** It is right. */
    record Valid(NetworkConfig config) implements ConfigReading {}

    /** It is not; everything that is wrong is here. */
    record Invalid(List<Problem> problems) implements ConfigReading {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
