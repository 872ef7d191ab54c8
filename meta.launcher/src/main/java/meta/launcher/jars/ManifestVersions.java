package meta.launcher.jars;

import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import meta.core.cni.TextShortener;
import meta.spi.ApiVersion;
import org.jspecify.annotations.Nullable;

/** Reads the version of a third-party jar, and the version of {@code meta.spi} for which it was built. */
public final class ManifestVersions {
    /** The key for the version of a jar or of the image. */
    public static final String VERSION = "version";

    /** The key for a version of {@code meta.spi}. */
    public static final String API = "api";

    private ManifestVersions() {}

    /**
     * {@return a new, mutable map with the versions in the manifest, by {@link #VERSION} and {@link #API}} Of several jars, only those with
     * a version of {@code meta.spi} count; the last one by name has priority. The map is empty if {@link OpenEntryJars#of} rejects the
     * entry, or if a manifest cannot be read.
     *
     * @param entry a jar, or a folder of jars
     * @throws meta.netlink.ShortageException as for {@link StepFolders#entries}
     */
    public static SequencedMap<String, String> of(File entry) {
        try {
            OpenEntryJars jars = OpenEntryJars.of(entry);
            try {
                return of(jars);
            } finally {
                jars.close();
            }
        } catch (UnusableEntryException | IOException e) {
            return new LinkedHashMap<>();
        }
    }

    private static SequencedMap<String, String> of(OpenEntryJars jars) throws IOException {
        SequencedMap<String, String> found = new LinkedHashMap<>();
        for (JarFile jar : jars.files()) {
            Manifest manifest = jar.getManifest();
            Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String api = attributes.getValue(ApiVersion.MANIFEST_ATTRIBUTE);
            // a jar without the attribute is a library, unless it is the only jar
            if (api != null || jars.files().size() == 1) {
                put(found, VERSION, attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
                put(found, API, api);
            }
        }
        return found;
    }

    private static void put(SequencedMap<String, String> found, String name, @Nullable String value) {
        if (value != null) {
            found.put(name, TextShortener.line(value));
        }
    }
}
