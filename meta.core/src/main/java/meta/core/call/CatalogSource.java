package meta.core.call;

import java.time.Duration;
import java.util.Map;
import meta.core.plugin.Catalog;

/** Supplies calls with the plugin types and steps of the image and of the step folders. Thread-safe. */
@FunctionalInterface
public interface CatalogSource {
    /**
     * {@return all types and steps} Waits until the code of each third party has been loaded or has reached its time limit, or the thread
     * is interrupted. {@link Catalog#unusable} lists what cannot be used.
     *
     * @param environment the environment variables of the call, which can contain the paths of the step folders
     * @param limit the time limit for loading the code of a jar; a source that serves several calls may use another limit
     * @throws meta.netlink.ShortageException if the process has no file descriptor left
     */
    Catalog catalog(Map<String, String> environment, Duration limit);

    /**
     * {@return the types and steps that are known now or after a short wait, and what is still being loaded} The default implementation
     * waits as {@link #catalog} does.
     *
     * @throws meta.netlink.ShortageException as for {@link #catalog}
     */
    default CatalogSoFar known(Map<String, String> environment, Duration limit) {
        return CatalogSoFar.complete(catalog(environment, limit));
    }
}
