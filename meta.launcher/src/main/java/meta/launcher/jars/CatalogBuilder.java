package meta.launcher.jars;

import java.io.File;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import meta.core.plugin.BoundStep;
import meta.core.plugin.Catalog;
import meta.core.plugin.ThirdPartyType;
import meta.core.plugin.Unusable;
import meta.core.plugin.Watchdog;
import meta.netlink.Errno;
import meta.netlink.ShortageException;
import meta.spi.PlanningException;
import meta.spi.PluginType;
import meta.spi.StepProvider;

/** What is found, while it is looked for. */
public final class CatalogBuilder {
    private static final String OURS = "meta.";
    private static final String NO_DESCRIPTOR = "Too many open files"; // what strerror(3) says of EMFILE and ENFILE

    private final List<PluginType> types = new ArrayList<>();
    private final List<BoundStep> steps = new ArrayList<>();
    private final List<Unusable> unusable = new ArrayList<>();

    /** Adds what the modules of the image provide; those whose names do not begin with {@code meta.} are third parties'. */
    public void addImage() {
        for (PluginType type : inImage(ServiceLoader.load(PluginType.class))) {
            if (isOurs(type)) {
                types.add(type);
            } else {
                add(List.of(type), List.of(), type);
            }
        }
        for (StepProvider provider : inImage(ServiceLoader.load(StepProvider.class))) {
            if (isOurs(provider)) {
                provider.steps().forEach(step -> steps.add(BoundStep.ofImage(step)));
            } else {
                add(List.of(), List.of(provider), provider);
            }
        }
    }

    private <T> List<T> inImage(ServiceLoader<T> loader) {
        List<T> found = new ArrayList<>();
        Iterator<T> providers = loader.iterator();
        boolean more = true;
        while (more) {
            try {
                more = providers.hasNext();
                if (more) {
                    found.add(providers.next());
                }
            } catch (ServiceConfigurationError e) { // of a third party that was linked into the image
                unusable.add(new Unusable("", "the image", e + " because of " + e.getCause()));
            }
        }
        return found;
    }

    private static boolean isOurs(Object provider) {
        String module = provider.getClass().getModule().getName();
        return module == null || module.startsWith(OURS); // without modules, as in an IDE, all is ours
    }

    private void add(List<PluginType> thirdPartyTypes, List<StepProvider> providers, Object provider) {
        String origin = "module " + provider.getClass().getModule().getName() + " of the image";
        ClassLoader loader = provider.getClass().getClassLoader();
        add(origin, loader, () -> ThirdPartyProviders.of(thirdPartyTypes, providers, origin));
    }

    /** Adds what the entries of a folder provide. */
    public void addFolder(File folder) {
        List<File> entries = StepFolders.entries(folder);
        if (entries.isEmpty()) {
            return;
        }
        try {
            WriteAccess.requireOwn(folder);
        } catch (UnusableEntryException e) {
            unusable.add(new Unusable("", folder.toString(), String.valueOf(e.getMessage())));
            return;
        }
        for (File entry : entries) {
            addEntry(entry);
        }
    }

    private void addEntry(File entry) {
        String origin = entry.toString();
        try {
            ModuleLayer layer = EntryLayer.of(entry);
            add(origin, ClassLoader.getSystemClassLoader(), () -> ThirdPartyProviders.by(layer, origin));
        } catch (UnusableEntryException e) {
            if (String.valueOf(e.getMessage()).contains(NO_DESCRIPTOR)) { // what is found is kept by an agent
                throw new ShortageException(origin, Errno.EMFILE);
            }
            unusable.add(new Unusable("", origin, String.valueOf(e.getMessage())));
        }
    }

    private void add(String origin, ClassLoader loader, Supplier<ThirdPartyProviders> asking) {
        try {
            ThirdPartyProviders declared = Watchdog.withDefaultTimeout("").run(loader, asking);
            steps.addAll(declared.steps());
            for (ThirdPartyType type : declared.types()) {
                add(type);
            }
        } catch (PlanningException e) {
            unusable.add(new Unusable("", origin, String.valueOf(e.getMessage())));
        }
    }

    private void add(ThirdPartyType type) {
        for (PluginType known : types) {
            if (known.name().equals(type.name())) {
                String who =
                        known instanceof ThirdPartyType other ? other.origin().toString() : "the image";
                String reason = "the plugin type \"" + type.name() + "\" is there already, from " + who;
                unusable.add(new Unusable(type.name(), type.origin().toString(), reason));
                return;
            }
        }
        types.add(type);
    }

    public Catalog catalog() {
        return new Catalog(types, steps, unusable);
    }
}
