package meta.launcher.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the file {@code lib/meta/build} of the image that this process runs from. The first line is the id of the build: a digest of the
 * programs, libraries and settings that were in the image before the AOT cache was made. The second line is the commit, if it was known.
 */
public final class BuildId {
    /** The id of a process that does not run from an image, as in an IDE. */
    static final String NONE = "no-image";

    private BuildId() {}

    /** {@return the id of the image that this process runs from; {@value #NONE} if it cannot be read} */
    public static String ofImage() {
        List<String> lines = lines();
        return lines.isEmpty() ? NONE : lines.getFirst();
    }

    /** {@return the id and, if it is known, the commit, as text for people} */
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
