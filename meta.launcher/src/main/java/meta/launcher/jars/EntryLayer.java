package meta.launcher.jars;

import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Creates a module layer for one entry of a step folder, above the image's layer. */
final class EntryLayer {
    private static final String OURS = "meta.";

    private EntryLayer() {}

    /**
     * {@return a new layer with the jars as modules, all in one class loader} Jars without a module descriptor become automatic modules.
     *
     * @throws UnusableEntryException if the layer cannot be created, or a module has the name of a {@code meta.} module of the image
     */
    static ModuleLayer of(List<Path> jars) throws UnusableEntryException {
        try {
            ModuleFinder finder = ModuleFinder.of(jars.toArray(Path[]::new));
            Configuration configuration =
                    ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), names(finder.findAll()));
            return ModuleLayer.boot().defineModulesWithOneLoader(configuration, ClassLoader.getSystemClassLoader());
        } catch (FindException | ResolutionException | LayerInstantiationException e) {
            throw new UnusableEntryException(e.getMessage() + explanation(String.valueOf(e.getMessage())));
        }
    }

    private static Set<String> names(Set<ModuleReference> modules) throws UnusableEntryException {
        Set<String> names = new TreeSet<>();
        for (ModuleReference module : modules) {
            String name = module.descriptor().name();
            if (name.startsWith(OURS) && ModuleLayer.boot().findModule(name).isPresent()) {
                throw new UnusableEntryException(
                        "contains the module " + name + ", which is a module of the image; remove that module");
            }
            names.add(name);
        }
        return names;
    }

    /** {@return the end of an error text, with what the user can do; empty if this is not known} */
    private static String explanation(String message) {
        if (message.contains("more than one module named")) {
            return "; the image has a package or module of this name: only a jar with a module-info.java can contain another version";
        }
        return message.contains("not found, required by")
                ? "; the image contains only a part of the JDK: put the module into a folder with the jar, or link an image with it"
                : "";
    }
}
