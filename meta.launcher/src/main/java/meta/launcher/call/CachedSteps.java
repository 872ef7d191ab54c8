package meta.launcher.call;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meta.core.plugin.Catalog;
import meta.launcher.jars.StepFolders;

/** Types and steps that are kept from call to call, and found anew when something in their folders has changed. */
public final class CachedSteps implements Caller.Steps {
    private static final int MOST = 8; // folders are few; what tests and trials have named is forgotten

    private final Map<List<File>, Kept> kept = new LinkedHashMap<>();

    private record Kept(String state, Catalog catalog) {}

    @Override
    public synchronized Catalog catalog(Map<String, String> environment) {
        List<File> folders = StepFolders.of(environment);
        String state = StepFolders.state(folders);
        Kept known = kept.get(folders);
        if (known != null && known.state().equals(state)) {
            return known.catalog();
        }
        if (kept.size() == MOST) {
            kept.clear();
        }
        Kept found = new Kept(state, Discovery.catalog(folders));
        kept.put(folders, found);
        return found.catalog();
    }
}
