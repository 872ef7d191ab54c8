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
 * Collects the plugin types and steps of the image and of third parties into a {@link Catalog}. A builder is used for one catalog, by one
 * thread.
 *
 * <p>The code of third parties runs on separate threads, except as described for {@link #addImage}. {@link #addImage} and {@link
 * #addFolder} throw an {@link OutOfMemoryError} if no thread can be started.
 */
public final class CatalogBuilder {
    private static final String OURS = "meta.";

    private final Duration limit;
    private final RecentLoadFailures slow;
    private final CatalogDraft found = CatalogDraft.empty();
    private final List<DeclarationRun> loading = new ArrayList<>();

    /**
     * @param limit the time limit for the code of each third party, counted from the start of its thread
     * @param slow the entries that failed recently. They are not loaded, unless {@code limit} exceeds the default limit. New failures are
     *     added
     */
    public CatalogBuilder(Duration limit, RecentLoadFailures slow) {
        this.limit = limit;
        this.slow = slow;
    }

    /**
     * Adds the types and steps of the image's modules. The providers are constructed on the calling thread, without a time limit. If one
     * cannot be constructed, the image is listed as unusable, and the other providers are added.
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

    /** {@return a loader that searches only modules, which is faster, or also the class path if the process does not run from modules} */
    private static <T> ServiceLoader<T> loader(Class<T> service) {
        ModuleLayer layer = CatalogBuilder.class.getModule().getLayer();
        return layer == null ? ServiceLoader.load(service) : ServiceLoader.load(layer, service);
    }

    private static boolean isOurs(Object provider) {
        String module = provider.getClass().getModule().getName();
        // null if the process does not run from modules, as in an IDE
        return module == null || module.startsWith(OURS);
    }

    private void add(List<PluginType> thirdPartyTypes, List<StepProvider> providers, Object provider) {
        String origin = "module " + provider.getClass().getModule().getName() + " of the image";
        ClassLoader loader = provider.getClass().getClassLoader();
        load(origin, "", loader, () -> ThirdPartyDeclarations.of(thirdPartyTypes, providers, origin));
    }

    /**
     * Adds the types and steps of the entries of a step folder. Does not wait for their code. If the folder cannot be read, or has entries
     * and can be changed by another user, it is listed as unusable and its entries are not loaded.
     *
     * @throws ShortageException as for {@link StepFolders#entries}, or if no file descriptor is left to open a jar
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
     * <p>An agent caches the catalog, so a shortage of file descriptors must not make an entry unusable. Java's exception contains no
     * errno, so this method tests whether a descriptor is left.
     *
     * @throws UnusableEntryException if the entry cannot be used for another reason
     * @throws ShortageException as for {@link StepFolders#entries}, or if no file descriptor is left
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
        loading.add(new DeclarationRun(origin, state, new Watchdog(origin, limit).start(loader, asking)));
    }

    /** {@return the catalog of everything that was added} Code of third parties may still be running. */
    public PendingCatalog loading() {
        return new PendingCatalog(found, loading, limit, slow);
    }
}
