package meta.launcher.jars;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import meta.spi.ApiVersion;
import meta.spi.PluginType;
import meta.spi.StepProvider;

/** Creates a module layer for one entry of a step folder, above the image's layer. */
final class EntryLayer {
    private static final String OURS = "meta.";
    private static final Set<String> SERVICES = Set.of(StepProvider.class.getName(), PluginType.class.getName());

    private EntryLayer() {}

    /**
     * {@return the layer of an entry}
     *
     * <p>A jar without a module descriptor becomes an automatic module, whose providers are listed in {@code META-INF/services}.
     *
     * @param entry a jar, or a folder of jars
     * @throws UnusableEntryException if a user other than root can write to it, if its modules cannot be resolved, or if they provide neither
     *     a step nor a type
     */
    static ModuleLayer of(File entry) throws UnusableEntryException {
        WriteAccess.requireOwn(entry);
        List<Path> jars = new ArrayList<>();
        for (File jar : entry.isDirectory() ? StepFolders.entries(entry) : List.of(entry)) {
            if (jar.isFile()) {
                WriteAccess.requireOwn(jar);
                jars.add(jar.toPath());
            }
        }
        try {
            ModuleFinder finder = ModuleFinder.of(jars.toArray(Path[]::new));
            Configuration configuration =
                    ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), names(finder.findAll()));
            return ModuleLayer.boot().defineModulesWithOneLoader(configuration, ClassLoader.getSystemClassLoader());
        } catch (FindException | ResolutionException | LayerInstantiationException e) {
            throw new UnusableEntryException(e.getMessage() + explanation(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new UnusableEntryException("cannot be read: " + e);
        }
    }

    private static Set<String> names(Set<ModuleReference> modules) throws UnusableEntryException, IOException {
        Set<String> names = new TreeSet<>();
        boolean provides = false;
        for (ModuleReference module : modules) {
            ModuleDescriptor descriptor = module.descriptor();
            if (descriptor.name().startsWith(OURS)
                    && ModuleLayer.boot().findModule(descriptor.name()).isPresent()) {
                throw new UnusableEntryException(
                        "contains the module " + descriptor.name() + ", which the image has; remove it");
            }
            if (descriptor.provides().stream().anyMatch(provided -> SERVICES.contains(provided.service()))) {
                provides = true;
                requireVersion(module);
            }
            names.add(descriptor.name());
        }
        if (!provides) {
            throw new UnusableEntryException("provides neither " + StepProvider.class.getName() + " nor "
                    + PluginType.class.getName()
                    + ": neither a \"provides\" in its module-info.java nor a file in its META-INF/services names one");
        }
        return names;
    }

    private static void requireVersion(ModuleReference module) throws UnusableEntryException, IOException {
        try (ModuleReader reader = module.open()) {
            Optional<InputStream> file = reader.open(JarFile.MANIFEST_NAME);
            if (file.isEmpty()) {
                return;
            }
            try (InputStream in = file.get()) {
                String given = new Manifest(in).getMainAttributes().getValue(ApiVersion.MANIFEST_ATTRIBUTE);
                if (given != null && !ApiVersion.CURRENT.runs(ApiVersion.parse(given.strip()))) {
                    throw new UnusableEntryException(
                            "is built for version " + given + " of meta.spi; this image has " + ApiVersion.CURRENT);
                }
            } catch (IllegalArgumentException e) {
                throw new UnusableEntryException(ApiVersion.MANIFEST_ATTRIBUTE + " in its manifest: " + e.getMessage());
            }
        }
    }

    /** {@return a remedy for an error of the module system, whose message does not mention jars} */
    private static String explanation(String message) {
        if (message.contains("more than one module named")) {
            return "; the image has a package or module of this name: only a jar with a module-info.java can contain another version";
        }
        return message.contains("not found, required by")
                ? "; the image contains only a part of the JDK: put the module into a folder with the jar, or link an image with it"
                : "";
    }
}
