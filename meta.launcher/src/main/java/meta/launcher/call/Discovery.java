package meta.launcher.call;

import java.io.File;
import java.util.List;
import java.util.Map;
import meta.core.plugin.Catalog;
import meta.launcher.jars.CatalogBuilder;
import meta.launcher.jars.StepFolders;

/** Finds what the modules of the image and the jars beside it provide; nothing here knows any of it by name. */
public final class Discovery {
    private Discovery() {}

    /** {@return what is found in the image and in the folders that the environment names, or else the usual ones} */
    public static Catalog catalog(Map<String, String> environment) {
        return catalog(StepFolders.of(environment));
    }

    /**
     * {@return what is found in the image and in these folders now}
     *
     * <p>It does not change any more; {@link StepFolders#state} tells when another one would be found.
     */
    public static Catalog catalog(List<File> folders) {
        CatalogBuilder found = new CatalogBuilder();
        found.addImage();
        for (File folder : folders) {
            found.addFolder(folder);
        }
        return found.catalog();
    }
}
