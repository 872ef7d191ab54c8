package meta.launcher.jars;

import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import meta.core.cni.BoundedText;
import meta.spi.ApiVersion;
import org.jspecify.annotations.Nullable;

public final class ManifestVersions {
    /** The key of the version of a jar or of the image. */
    public static final String VERSION = "version";

    /** The key of the version of the API. */
    public static final String API = "api";

    private ManifestVersions() {}

    /**
     * {@return a new map with the versions of the jar that provides the steps of an entry} A version that the manifest lacks is left out. The map is
     * empty if the entry cannot be used.
     *
     * @param entry a jar, or a folder of jars
     */
    public static SequencedMap<String, String> of(File entry) {
        try {
            EntryJars jars = EntryJars.of(entry);
            try {
                return of(jars);
            } finally {
                jars.close();
            }
        } catch (UnusableEntryException | IOException e) {
            return new LinkedHashMap<>();
        }
    }

    private static SequencedMap<String, String> of(EntryJars jars) throws IOException {
        SequencedMap<String, String> found = new LinkedHashMap<>();
        for (JarFile jar : jars.files()) {
            Manifest manifest = jar.getManifest();
            Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String api = attributes.getValue(ApiVersion.MANIFEST_ATTRIBUTE);
            if (api != null || jars.files().size() == 1) { // a library has no such attribute
                put(found, VERSION, attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
                put(found, API, api);
            }
        }
        return found;
    }

    private static void put(SequencedMap<String, String> found, String name, @Nullable String value) {
        if (value != null) {
            found.put(name, BoundedText.line(value));
        }
    }
}
