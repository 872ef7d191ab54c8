package meta.launcher.call;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meta.core.call.StepSource;
import meta.core.plugin.Catalog;
import meta.launcher.jars.StepFolders;

/** Caches types and steps from call to call, until something in their folders changes. */
public final class CachedSteps implements StepSource {
    private static final int MOST = 8; // sets of folders; a node has one, tests use more

    private final Map<List<File>, Cached> cache = new LinkedHashMap<>();

    private record Cached(String state, Catalog catalog) {}

    @Override
    public synchronized Catalog catalog(Map<String, String> environment) {
        List<File> folders = StepFolders.of(environment);
        String state = StepFolders.state(folders);
        Cached known = cache.get(folders);
        if (known != null && known.state().equals(state)) {
            return known.catalog();
        }
        if (cache.size() == MOST) {
            cache.clear();
        }
        Cached found = new Cached(state, Discovery.catalog(folders));
        cache.put(folders, found);
        return found.catalog();
    }
}
