package meta.launcher.call;

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import meta.core.plugin.Catalog;
import meta.core.plugin.TimeBudget;
import meta.launcher.jars.CatalogBuilder;
import meta.launcher.jars.PendingCatalog;
import meta.launcher.jars.RecentLoadFailures;
import meta.launcher.jars.StepFolders;

/**
 * Finds the plugin types and steps in the modules of the image and in the jars of step folders.
 *
 * <p>The methods run the code of third parties, all at the same time, with a time limit. Only the constructors of providers in the image
 * have no limit. Code that cannot be used causes no exception, but is listed in {@link Catalog#unusable}. If the calling thread is
 * interrupted while it waits, third parties can count as unusable.
 */
public final class Discovery {
    private Discovery() {}

    /**
     * {@return the types and steps in the image and in the folders of {@link StepFolders#of}} Waits for the code of third parties, up to
     * the default time limit.
     *
     * @throws meta.netlink.ShortageException if the process has no file descriptor left
     * @throws OutOfMemoryError if no thread can be started for the code of a third party
     */
    public static Catalog catalog(Map<String, String> environment) {
        return catalog(environment, TimeBudget.DEFAULT_LIMIT);
    }

    /**
     * {@return the result of {@link #catalog(Map)}, with another time limit}
     *
     * @throws meta.netlink.ShortageException as for {@link #catalog(Map)}
     * @throws OutOfMemoryError as for {@link #catalog(Map)}
     */
    public static Catalog catalog(Map<String, String> environment, Duration limit) {
        return catalog(StepFolders.of(environment), limit);
    }

    /**
     * {@return the result of {@link #catalog(Map, Duration)} for these step folders}
     *
     * @throws meta.netlink.ShortageException as for {@link #catalog(Map)}
     * @throws OutOfMemoryError as for {@link #catalog(Map)}
     */
    public static Catalog catalog(List<File> folders, Duration limit) {
        return loading(folders, limit).complete();
    }

    /**
     * {@return the types and steps in the image and in these folders} Waits for the constructors of providers in the image, also those of
     * third parties. Does not wait for other code of third parties.
     *
     * @throws meta.netlink.ShortageException as for {@link #catalog(Map)}
     * @throws OutOfMemoryError as for {@link #catalog(Map)}
     */
    static PendingCatalog loading(List<File> folders, Duration limit) {
        CatalogBuilder found = new CatalogBuilder(limit, RecentLoadFailures.ofNode());
        found.addImage();
        for (File folder : folders) {
            found.addFolder(folder);
        }
        return found.loading();
    }
}
