package meta.core.call;

import java.util.Map;
import meta.core.plugin.Catalog;

/** Finds plugin types and steps. */
@FunctionalInterface
public interface StepSource {
    /** {@return the types and steps for a call with this environment} */
    Catalog catalog(Map<String, String> environment);
}
