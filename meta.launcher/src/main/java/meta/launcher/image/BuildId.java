package meta.launcher.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The id of the build of the image; several builds can have the same version. The file {@code lib/meta/build} contains a digest of the contents of
 * the image, and on the second line the commit, if it is known.
 */
public final class BuildId {
    /** The id for a process that does not run from an image, as in an IDE. */
    static final String NONE = "no-image";

    private BuildId() {}

    /** {@return the digest of the image that this process runs from, or {@value #NONE}} */
    public static String ofImage() {
        List<String> lines = lines();
        return lines.isEmpty() ? NONE : lines.getFirst();
    }

    /** {@return digest and commit, for people; without the commit if it is not known} */
    public static String description() {
        List<String> lines = lines();
        String commit = lines.size() > 1 ? ", commit " + lines.get(1) : "";
        return "build " + ofImage() + commit;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(Path.of(System.getProperty("java.home"), "lib", "meta", "build"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
