package meta.core.call;

import java.util.List;
import meta.core.plugin.Catalog;
import meta.core.plugin.Unusable;

/**
 * The plugin types and steps that a process knows at a moment.
 *
 * @param catalog the types and steps
 * @param loading the jars that are still being loaded, and may have others
 */
public record KnownSteps(Catalog catalog, List<Unusable> loading) {
    public KnownSteps {
        loading = List.copyOf(loading);
    }

    /** {@return a catalog to which nothing will be added} */
    public static KnownSteps complete(Catalog catalog) {
        return new KnownSteps(catalog, List.of());
    }
}
