package meta.launcher.jars;

import java.util.ArrayList;
import java.util.List;
import meta.core.plugin.BoundStep;
import meta.core.plugin.Catalog;
import meta.core.plugin.ThirdPartyType;
import meta.core.plugin.Unusable;
import meta.spi.PluginType;

/**
 * The mutable content of a {@link Catalog} that is being built. Not thread-safe.
 *
 * @param types the plugin types
 * @param steps the steps
 * @param unusable the steps, plugin types, step folders, entries of step folders, and modules that cannot be used; the image, if its code fails
 */
record CatalogDraft(List<PluginType> types, List<BoundStep> steps, List<Unusable> unusable) {

    /** {@return a draft without content} */
    static CatalogDraft empty() {
        return new CatalogDraft(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** {@return a draft with the same content; a change of one of the two does not change the other} */
    CatalogDraft copy() {
        return new CatalogDraft(new ArrayList<>(types), new ArrayList<>(steps), new ArrayList<>(unusable));
    }

    /** Adds what a third party declares. A type with the name of an existing type is added as unusable. */
    void add(ThirdPartyProviders declared) {
        steps.addAll(declared.steps());
        unusable.addAll(declared.unusable());
        declared.types().forEach(this::add);
    }

    /** Adds a plugin type. If a type with the same name exists already, the added type is unusable. */
    private void add(ThirdPartyType type) {
        for (PluginType known : types) {
            if (known.name().equals(type.name())) {
                String who =
                        known instanceof ThirdPartyType other ? other.origin().toString() : "the image";
                String reason = "the plugin type \"" + type.name() + "\" exists already, from " + who;
                unusable.add(new Unusable(type.name(), type.origin().toString(), reason));
                return;
            }
        }
        types.add(type);
    }

    /** Adds a step folder, an entry of a step folder, a module or the image, if it cannot be used. */
    void addUnusable(String origin, String reason) {
        unusable.add(new Unusable("", origin, reason));
    }

    /** {@return a catalog with the present content} */
    Catalog catalog() {
        return new Catalog(types, steps, unusable);
    }
}
