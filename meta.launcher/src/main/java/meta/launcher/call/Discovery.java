package meta.launcher.call;

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import meta.core.plugin.Catalog;
import meta.core.plugin.TimeBudget;
import meta.launcher.jars.CatalogBuilder;
import meta.launcher.jars.LoadingCatalog;
import meta.launcher.jars.PostponedEntries;
import meta.launcher.jars.StepFolders;

/**
 * Finds the plugin types and steps in the modules of the image and in the jars of step folders. A time limit is for the code of each third party; the
 * code of all third parties runs at the same time. The methods throw a {@link meta.netlink.ShortageException} if the process has no descriptor left.
 */
public final class Discovery {
    private Discovery() {}

    /**
     * {@return the types and steps in the image and in the step folders of an environment} Waits for the code of third parties until the default time
     * limit.
     */
    public static Catalog catalog(Map<String, String> environment) {
        return catalog(environment, TimeBudget.DEFAULT_LIMIT);
    }

    /** {@return the types and steps in the image and in the step folders of an environment} Waits for the code of third parties. */
    public static Catalog catalog(Map<String, String> environment, Duration limit) {
        return catalog(StepFolders.of(environment), limit);
    }

    /** {@return the types and steps in the image and in these folders, and the jars that cannot be used} Waits for the code of third parties. */
    public static Catalog catalog(List<File> folders, Duration limit) {
        return loading(folders, limit).complete();
    }

    /** {@return the catalog of {@link #catalog(List, Duration)}, without a wait for the code of third parties} */
    static LoadingCatalog loading(List<File> folders, Duration limit) {
        CatalogBuilder found = new CatalogBuilder(limit, PostponedEntries.ofNode());
        found.addImage();
        for (File folder : folders) {
            found.addFolder(folder);
        }
        return found.loading();
    }
}
