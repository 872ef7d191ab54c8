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
import meta.core.plugin.Catalog;
import meta.core.plugin.StepWithOrigin;
import meta.core.plugin.TimeBudget;
import meta.core.plugin.Watchdog;
import meta.netlink.Errno;
import meta.netlink.ShortageException;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.spi.PluginType;
import meta.spi.StepProvider;

/**
 * Collects the plugin types and steps of the image and of third parties into a {@link Catalog}. A builder is used for one catalog, by one thread.
 *
 * <p>The code of each third party runs on a separate thread, except as described for {@link #addImage}; the threads run at the same time.
 * An entry of a step folder that cannot be used does not cause an exception. The catalog lists the entry as unusable, with the reason.
 * The methods throw an {@link OutOfMemoryError} if no thread can be started.
 */
public final class CatalogBuilder {
    private static final String OURS = "meta.";

    private final Duration limit;
    private final RecentLoadFailures slow;
    private final CatalogDraft found = CatalogDraft.empty();
    private final List<PendingDeclarations> loading = new ArrayList<>();

    /**
     * @param limit the time limit for the code of each third party, counted from the start of its thread
     * @param slow the entries whose code timed out, called {@code System.exit} or ran out of memory in the last five minutes. They are skipped, that
     *     is, listed as unusable, unless {@code limit} exceeds the default limit. The {@link PendingCatalog} adds further entries when it collects
     *     the results: those whose code has called {@code System.exit}, has run out of memory, or has timed out under at least the default limit
     */
    public CatalogBuilder(Duration limit, RecentLoadFailures slow) {
        this.limit = limit;
        this.slow = slow;
    }

    /**
     * Adds the types and steps of the image's modules. The providers of all modules are constructed on the calling thread, without a time
     * limit. If a provider cannot be constructed, the image is listed as unusable, and the other providers are added. The other code of a
     * module whose name does not begin with {@code meta.}, which is part of a custom image, runs as third-party code on a separate thread.
     * This method does not wait for that thread.
     */
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
                provider.steps().forEach(step -> found.steps().add(StepWithOrigin.ofImage(step)));
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
            } catch (ServiceConfigurationError e) { // a third party's module in the image has an invalid provider
                found.addUnusable("the image", e + " because of " + e.getCause());
            }
        }
        return all;
    }

    /**
     * {@return a loader that searches only the modules of this class's layer} Searching the class path as well would take longer. If
     * the process does not run from modules, the loader searches the class path.
     */
    private static <T> ServiceLoader<T> loader(Class<T> service) {
        ModuleLayer layer = CatalogBuilder.class.getModule().getLayer();
        return layer == null ? ServiceLoader.load(service) : ServiceLoader.load(layer, service);
    }

    private static boolean isOurs(Object provider) {
        String module = provider.getClass().getModule().getName();
        // the name is null if the process does not run from modules, as in an IDE
        return module == null || module.startsWith(OURS);
    }

    private void add(List<PluginType> thirdPartyTypes, List<StepProvider> providers, Object provider) {
        String origin = "module " + provider.getClass().getModule().getName() + " of the image";
        ClassLoader loader = provider.getClass().getClassLoader();
        load(origin, "", loader, () -> ThirdPartyDeclarations.of(thirdPartyTypes, providers, origin));
    }

    /**
     * Adds the types and steps of all entries of a step folder. If the folder does not exist or has no entries, nothing is added. If a user
     * other than root and the user of this process can change the folder, or if it cannot be listed or its path cannot be examined, the folder is
     * listed as unusable, and its entries are not loaded. The code of the entries runs on separate threads, and this method does not wait for it.
     *
     * @throws ShortageException if the process has no file descriptor left
     */
    public void addFolder(File folder) {
        List<File> entries;
        try {
            entries = StepFolders.entries(folder);
            if (entries.isEmpty()) {
                return;
            }
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
            String state = StepFolders.stateOf(entry);
            Optional<String> known =
                    limit.compareTo(TimeBudget.DEFAULT_LIMIT) > 0 ? Optional.empty() : slow.reason(state);
            if (known.isPresent()) {
                found.addUnusable(origin, known.get());
            } else {
                LoadedJars code = code(entry);
                load(origin, state, code.loader(), () -> ThirdPartyDeclarations.by(code, origin));
            }
        } catch (UnusableEntryException e) {
            found.addUnusable(origin, String.valueOf(e.getMessage()));
        }
    }

    /**
     * {@return the code of an entry, before any of the code has run}
     *
     * <p>Opening a jar also fails if the process has no file descriptor left. In that case, the entry must not count as unusable, because
     * an agent caches the catalog for later calls. Java's exception contains no errno, so this method tests whether a descriptor is left.
     * If one is left, it tries once more, because the descriptor may have become free only now.
     *
     * @throws UnusableEntryException if the entry cannot be used for another reason
     * @throws ShortageException if the process has no file descriptor left
     */
    private static LoadedJars code(File entry) throws UnusableEntryException {
        try {
            return LoadedJars.of(entry);
        } catch (UnusableEntryException e) {
            requireDescriptor(entry);
            return LoadedJars.of(entry);
        }
    }

    private static void requireDescriptor(File entry) {
        try (NetworkNamespace _ = NetworkNamespace.current()) { // opens a file, and reports the errno if that fails
            return;
        } catch (NamespaceException e) {
            if (e.reason() == NamespaceException.Reason.EXHAUSTED) {
                throw new ShortageException(entry.toString(), Errno.EMFILE);
            }
        }
    }

    private void load(String origin, String state, ClassLoader loader, Supplier<ThirdPartyDeclarations> asking) {
        loading.add(new PendingDeclarations(origin, state, new Watchdog(origin, limit).start(loader, asking)));
    }

    /** {@return the catalog of everything that was added; the code of third parties may still be running} */
    public PendingCatalog loading() {
        return new PendingCatalog(found, loading, limit, slow);
    }
}
