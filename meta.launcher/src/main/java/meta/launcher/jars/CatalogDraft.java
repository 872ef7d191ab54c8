package meta.launcher.jars;

import java.util.ArrayList;
import java.util.List;
import meta.core.plugin.Catalog;
import meta.core.plugin.StepWithOrigin;
import meta.core.plugin.ThirdPartyType;
import meta.core.plugin.UnusableStepOrJar;
import meta.spi.PluginType;

/** The mutable contents of a {@link Catalog} that is being built. Not thread-safe. */
record CatalogDraft(List<PluginType> types, List<StepWithOrigin> steps, List<UnusableStepOrJar> unusable) {

    static CatalogDraft empty() {
        return new CatalogDraft(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    CatalogDraft copy() {
        return new CatalogDraft(new ArrayList<>(types), new ArrayList<>(steps), new ArrayList<>(unusable));
    }

    /** Adds what a third party declares. A type whose name exists already is added as unusable. */
    void add(ThirdPartyDeclarations declared) {
        steps.addAll(declared.steps());
        unusable.addAll(declared.unusable());
        declared.types().forEach(this::add);
    }

    private void add(ThirdPartyType type) {
        for (PluginType known : types) {
            if (known.name().equals(type.name())) {
                String who =
                        known instanceof ThirdPartyType other ? other.origin().toString() : "the image";
                String reason = "the plugin type \"" + type.name() + "\" exists already, from " + who;
                unusable.add(new UnusableStepOrJar(type.name(), type.origin().toString(), reason));
                return;
            }
        }
        types.add(type);
    }

    /**
     * Adds code that cannot be used.
     *
     * @param origin where the code is, such as the path of an entry
     */
    void addUnusable(String origin, String reason) {
        unusable.add(new UnusableStepOrJar("", origin, reason));
    }

    Catalog catalog() {
        return new Catalog(types, steps, unusable);
    }
}
