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
import meta.core.plugin.GuardedRun;
import meta.core.plugin.ThirdPartyType;
import meta.core.plugin.Unusable;
import meta.core.plugin.Watchdog;
import meta.netlink.Errno;
import meta.netlink.ShortageException;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;
import meta.spi.PlanningException;
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
    private final List<PluginType> types = new ArrayList<>();
    private final List<BoundStep> steps = new ArrayList<>();
    private final List<Unusable> unusable = new ArrayList<>();
    private final List<Loading> loading = new ArrayList<>();

    /**
     * The run of a third party's providers.
     *
     * @param origin the jar or module
     * @param state the state of the entry, which {@link SlowEntries} remembers if the code takes too long; empty for a module of the image
     * @param run the run of the code
     */
    private record Loading(String origin, String state, GuardedRun<ThirdPartyProviders> run) {}

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
                types.add(type);
            } else {
                add(List.of(type), List.of(), type);
            }
        }
        for (StepProvider provider : inImage(StepProvider.class)) {
            if (isOurs(provider)) {
                provider.steps().forEach(step -> steps.add(BoundStep.ofImage(step)));
            } else {
                add(List.of(), List.of(provider), provider);
            }
        }
    }

    private <T> List<T> inImage(Class<T> service) {
        List<T> found = new ArrayList<>();
        Iterator<T> providers = loader(service).iterator();
        boolean more = true;
        while (more) {
            try {
                more = providers.hasNext();
                if (more) {
                    found.add(providers.next());
                }
            } catch (ServiceConfigurationError e) { // a third party's module was linked into the image
                unusable.add(new Unusable("", "the image", e + " because of " + e.getCause()));
            }
        }
        return found;
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
            EntryCode code = code(entry);
            String state = StepFolders.stateOf(entry);
            Optional<String> known =
                    limit.compareTo(Watchdog.DEFAULT_TIMEOUT) > 0 ? Optional.empty() : slow.reason(state);
            if (known.isPresent()) {
                unusable.add(new Unusable("", origin, known.get()));
            } else {
                load(origin, state, code.loader(), () -> ThirdPartyProviders.by(code, origin));
            }
        } catch (UnusableEntryException e) {
            unusable.add(new Unusable("", origin, String.valueOf(e.getMessage())));
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
        loading.add(new Loading(origin, state, new Watchdog(origin, limit).start(loader, asking)));
    }

    private void finish(Loading each) {
        try {
            ThirdPartyProviders declared = each.run().result();
            steps.addAll(declared.steps());
            unusable.addAll(declared.unusable());
            for (ThirdPartyType type : declared.types()) {
                add(type);
            }
        } catch (PlanningException e) {
            String reason = String.valueOf(e.getMessage()).replace(" (of " + each.origin() + ")", "");
            boolean isSlow = each.run().isTimedOut() && limit.compareTo(Watchdog.DEFAULT_TIMEOUT) >= 0;
            if (isSlow && !each.state().isEmpty()) {
                slow.remember(each.state(), reason);
            }
            unusable.add(new Unusable("", each.origin(), reason));
        } catch (OutOfMemoryError e) { // the garbage collector can free its objects now
            String reason = "ran out of memory";
            if (!each.state().isEmpty()) {
                slow.remember(each.state(), reason);
            }
            unusable.add(new Unusable("", each.origin(), reason));
        }
    }

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

    /** {@return the types and steps collected so far, and the entries that cannot be used} Waits for the code of third parties. */
    public Catalog catalog() {
        loading.forEach(this::finish);
        loading.clear();
        return new Catalog(types, steps, unusable);
    }
}
