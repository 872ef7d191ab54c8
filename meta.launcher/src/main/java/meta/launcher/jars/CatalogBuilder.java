package meta.launcher.jars;

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import meta.core.plugin.BoundStep;
import meta.core.plugin.Catalog;
import meta.core.plugin.TimeBudget;
import meta.core.plugin.Watchdog;
import meta.netlink.Errno;
import meta.netlink.ShortageException;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.spi.PluginType;
import meta.spi.StepProvider;

/**
 * Collects the plugin types and steps of the image and of third-party jars into a {@link Catalog}.
 *
 * <p>The code of all third parties runs at the same time, each on a thread of its own. All of it together must end within the time limit.
 */
public final class CatalogBuilder {
    private static final String OURS = "meta.";

    private final Duration limit;
    private final SlowEntries slow;
    private final CatalogDraft found = CatalogDraft.empty();
    private final List<LoadingEntry> loading = new ArrayList<>();

    /**
     * A builder that has found nothing yet.
     *
     * @param limit the longest time that the code of third parties may take
     * @param slow remembers the entries that have taken longer
     */
    public CatalogBuilder(Duration limit, SlowEntries slow) {
        this.limit = limit;
        this.slow = slow;
    }

    /** Adds the types and steps of the image's modules. A module whose name does not begin with {@code meta.} is a third party's. */
    public void addImage() {
        for (PluginType type : inImage(PluginType.class)) {
            if (isOurs(type)) {
                found.types().add(type);
            } else {
                add(List.of(type), List.of(), type);
            }
        }
        for (StepProvider provider : inImage(StepProvider.class)) {
            if (isOurs(provider)) {
                provider.steps().forEach(step -> found.steps().add(BoundStep.ofImage(step)));
            } else {
                add(List.of(), List.of(provider), provider);
            }
        }
    }

    private <T> List<T> inImage(Class<T> service) {
        List<T> all = new ArrayList<>();
        Iterator<T> providers = loader(service).iterator();
        boolean more = true;
        while (more) {
            try {
                more = providers.hasNext();
                if (more) {
                    all.add(providers.next());
                }
            } catch (ServiceConfigurationError e) { // a third party's module was linked into the image
                found.addUnusable("the image", e + " because of " + e.getCause());
            }
        }
        return all;
    }

    /** {@return a loader that searches the modules of this layer only: a search of the class path, which an image lacks, takes 2 ms} */
    private static <T> ServiceLoader<T> loader(Class<T> service) {
        ModuleLayer layer = CatalogBuilder.class.getModule().getLayer();
        return layer == null ? ServiceLoader.load(service) : ServiceLoader.load(layer, service);
    }

    private static boolean isOurs(Object provider) {
        String module = provider.getClass().getModule().getName();
        return module == null || module.startsWith(OURS); // on the class path, as in an IDE, everything is ours
    }

    private void add(List<PluginType> thirdPartyTypes, List<StepProvider> providers, Object provider) {
        String origin = "module " + provider.getClass().getModule().getName() + " of the image";
        ClassLoader loader = provider.getClass().getClassLoader();
        load(origin, "", loader, () -> ThirdPartyProviders.of(thirdPartyTypes, providers, origin));
    }

    /** Adds the types and steps of all entries of a folder. */
    public void addFolder(File folder) {
        List<File> entries = StepFolders.entries(folder);
        if (entries.isEmpty()) {
            return;
        }
        try {
            WriteAccess.requireOwn(folder);
        } catch (UnusableEntryException e) {
            found.addUnusable(folder.toString(), String.valueOf(e.getMessage()));
            return;
        }
        for (File entry : entries) {
            addEntry(entry);
        }
    }

    private void addEntry(File entry) {
        String origin = entry.toString();
        try {
            EntryCode code = code(entry);
            String state = StepFolders.stateOf(entry);
            Optional<String> known =
                    limit.compareTo(TimeBudget.DEFAULT_LIMIT) > 0 ? Optional.empty() : slow.reason(state);
            if (known.isPresent()) {
                found.addUnusable(origin, known.get());
            } else {
                load(origin, state, code.loader(), () -> ThirdPartyProviders.by(code, origin));
            }
        } catch (UnusableEntryException e) {
            found.addUnusable(origin, String.valueOf(e.getMessage()));
        }
    }

    /**
     * {@return the code of an entry}
     *
     * <p>If an entry cannot be read only because the process has no descriptor left, it must not count as unusable, because an agent caches the
     * catalog. Java reports no errno, so this method checks whether a descriptor is left, and reads the entry again if there is one now.
     *
     * @throws ShortageException if the process has no descriptor left
     */
    private static EntryCode code(File entry) throws UnusableEntryException {
        try {
            return EntryCode.of(entry);
        } catch (UnusableEntryException e) {
            requireDescriptor(entry);
            return EntryCode.of(entry);
        }
    }

    private static void requireDescriptor(File entry) {
        try (NetworkNamespace _ = NetworkNamespace.current()) { // any file would do whose opening reports the errno
            return;
        } catch (NamespaceException e) {
            if (e.reason() == NamespaceException.Reason.EXHAUSTED) {
                throw new ShortageException(entry.toString(), Errno.EMFILE);
            }
        }
    }

    private void load(String origin, String state, ClassLoader loader, Supplier<ThirdPartyProviders> asking) {
        loading.add(new LoadingEntry(origin, state, new Watchdog(origin, limit).start(loader, asking)));
    }

    /** {@return what was found; the code of third parties runs on} */
    public LoadingCatalog loading() {
        return new LoadingCatalog(found, loading, limit, slow);
    }
}
