package meta.launcher.call;

import java.io.File;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meta.core.call.CatalogSoFar;
import meta.core.call.CatalogSource;
import meta.core.plugin.Catalog;
import meta.core.plugin.TimeBudget;
import meta.launcher.jars.PendingCatalog;
import meta.launcher.jars.RecentLoadFailures;
import meta.launcher.jars.StepFolders;

/**
 * Supplies calls with the plugin types and steps of the image and of the step folders. Caches them for later calls, and loads the jars
 * again after a change ({@link StepFolders#state}). If the cached {@link Catalog#unusable} is not empty, also loads them again after {@link
 * RecentLoadFailures#VALID}. Thread-safe.
 *
 * <p>The code of a jar has at least the default time limit, even if the limit of the call is shorter, because later calls also use the
 * result.
 */
public final class CachedSteps implements CatalogSource {
    private static final int MOST = 8; // lists of folders

    /** The time that a call waits for the code of a jar that the call might not need. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Map<List<File>, Cached> cache = new LinkedHashMap<>();

    private record Cached(String state, PendingCatalog catalog, long since) {
        boolean isOutdated() {
            return System.nanoTime() - since > RecentLoadFailures.VALID.toNanos()
                    && !catalog.complete().unusable().isEmpty();
        }
    }

    @Override
    public Catalog catalog(Map<String, String> environment, Duration limit) {
        return loading(environment, limit).complete();
    }

    @Override
    public CatalogSoFar known(Map<String, String> environment, Duration limit) {
        return loading(environment, limit).known(GRACE);
    }

    private synchronized PendingCatalog loading(Map<String, String> environment, Duration limit) {
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
