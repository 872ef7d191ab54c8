package meta.core.call;

import java.util.List;
import meta.core.plugin.Catalog;
import meta.core.plugin.UnusableStepOrJar;

/**
 * The plugin types and steps that a process knows now, while jars may still be loaded.
 *
 * @param catalog the known types and steps
 * @param loading the jars, folders of jars and modules that are still being loaded
 */
public record CatalogSoFar(Catalog catalog, List<UnusableStepOrJar> loading) {
    public CatalogSoFar {
        loading = List.copyOf(loading);
    }

    /** {@return a catalog for which nothing is still being loaded} */
    public static CatalogSoFar complete(Catalog catalog) {
        return new CatalogSoFar(catalog, List.of());
    }
}
