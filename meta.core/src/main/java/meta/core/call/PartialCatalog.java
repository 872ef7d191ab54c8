package meta.core.call;

import java.util.List;
import meta.core.plugin.Catalog;
import meta.core.plugin.UnusableItem;

/**
 * The plugin types and steps that a process knows at one moment.
 *
 * @param loading the jars that are still being loaded and may declare more types and steps
 */
public record PartialCatalog(Catalog catalog, List<UnusableItem> loading) {
    public PartialCatalog {
        loading = List.copyOf(loading);
    }

    /** {@return a catalog to which nothing will be added} */
    public static PartialCatalog complete(Catalog catalog) {
        return new PartialCatalog(catalog, List.of());
    }
}
