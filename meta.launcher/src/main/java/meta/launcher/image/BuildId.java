package meta.launcher.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What tells one build of the image from another, whatever their version: the file {@code lib/meta/build}, which the build of the image
 * writes. Its first line is a digest of all that the image is made of, its second one the commit, where that is known.
 */
public final class BuildId {
    /** What stands in for it where there is no image, as in an IDE. */
    static final String NONE = "no-image";

    private BuildId() {}

    /** {@return the digest of the image that this process was started from} */
    public static String ofImage() {
        List<String> lines = lines();
        return lines.isEmpty() ? NONE : lines.getFirst();
    }

    /** {@return digest and commit, for people} */
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
