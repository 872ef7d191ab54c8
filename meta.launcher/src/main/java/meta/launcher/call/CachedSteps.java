package meta.launcher.call;

import java.io.File;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meta.core.call.PartialCatalog;
import meta.core.call.StepSource;
import meta.core.plugin.Catalog;
import meta.core.plugin.TimeBudget;
import meta.launcher.jars.LoadingCatalog;
import meta.launcher.jars.PostponedEntries;
import meta.launcher.jars.StepFolders;

/**
 * Caches types and steps from call to call, until something in their folders changes. If a jar could not be loaded, the cache is also renewed after
 * {@link PostponedEntries#VALID}. Thread-safe.
 *
 * <p>Third-party code has at least the default time limit, even if the limit of a call is shorter. {@link #known} waits at most a second for the code
 * of a jar. Both methods throw a {@link meta.netlink.ShortageException} if the process has no descriptor left.
 */
public final class CachedSteps implements StepSource {
    private static final int MOST = 8; // sets of folders; a node has one, tests use more

    /** How long a call waits for the code of a jar that the call may not need. Measured: a jar takes some 10 ms in an agent. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Map<List<File>, Cached> cache = new LinkedHashMap<>();

    private record Cached(String state, LoadingCatalog catalog, long since) {
        boolean isOutdated() {
            return System.nanoTime() - since > PostponedEntries.VALID.toNanos()
                    && !catalog.complete().unusable().isEmpty();
        }
    }

    @Override
    public Catalog catalog(Map<String, String> environment, Duration limit) {
        return loading(environment, limit).complete();
    }

    @Override
    public PartialCatalog known(Map<String, String> environment, Duration limit) {
        return loading(environment, limit).known(GRACE);
    }

    private synchronized LoadingCatalog loading(Map<String, String> environment, Duration limit) {
        List<File> folders = StepFolders.of(environment);
        String state = StepFolders.state(folders);
        Cached known = cache.get(folders);
        if (known != null && known.state().equals(state) && !known.isOutdated()) {
            return known.catalog();
        }
        if (cache.size() == MOST) {
            cache.clear();
        }
        Duration most = limit.compareTo(TimeBudget.DEFAULT_LIMIT) > 0 ? limit : TimeBudget.DEFAULT_LIMIT;
        Cached found = new Cached(state, Discovery.loading(folders, most), System.nanoTime());
        cache.put(folders, found);
        return found.catalog();
    }
}
