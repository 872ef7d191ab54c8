package meta.launcher.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Whether root may run what is in a folder: nobody but root can change the folder, a file or folder in it, or a folder above it. Whoever could
 * would be root on this node.
 *
 * @param accepted the user who is accepted as an owner beside root, for trying out what that user has built
 */
public record ImageTrust(OptionalInt accepted) {
    /** The variable that names {@link #accepted}. */
    public static final String VARIABLE = "META_PLUGINS_IMAGE_OWNER";

    private static final int ROOT = 0;
    private static final int GROUP_CAN_WRITE = 0020;
    private static final int OTHERS_CAN_WRITE = 0002;
    private static final int STICKY = 01000;
    private static final int PERMISSIONS = 07777;

    /** {@return what root accepts in this environment, which is root's own} */
    public static ImageTrust in(Map<String, String> environment) {
        String given = environment.getOrDefault(VARIABLE, "");
        return new ImageTrust(
                given.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(given)) : OptionalInt.empty());
    }

    /** {@return why this process must not go on; empty where it may, or is not root's} */
    public static Optional<String> violationOfThisImage() {
        try {
            boolean root = File.of(Path.of("/proc/self")).owner() == ROOT;
            Path image = Path.of(System.getProperty("java.home"));
            return root && Files.exists(image.resolve("lib/meta/build"))
                    ? in(System.getenv()).violation(image)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * {@return the first thing that others than root can change, and what to do about it; empty where there is none}
     *
     * @param folder a folder without links on its path
     */
    public Optional<String> violation(Path folder) throws IOException {
        List<Path> above = new ArrayList<>();
        for (Path each = folder.toAbsolutePath().getParent(); each != null; each = each.getParent()) {
            above.addFirst(each);
        }
        for (Path each : above) {
            File file = File.of(each);
            if (!file.isSharedByRoot() && !isSafe(file)) {
                return Optional.of(violation(each, file, folder));
            }
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path each : (Iterable<Path>) inside::iterator) {
                File file = File.of(each);
                if (!file.isLink() && !isSafe(file)) { // what a link leads to counts, and it stays in the folder
                    return Optional.of(violation(each, file, folder));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return Optional.empty();
    }

    private boolean isSafe(File file) {
        boolean owner = file.owner() == ROOT || isAccepted(file.owner());
        boolean group = (file.mode() & GROUP_CAN_WRITE) == 0 || isAccepted(file.group());
        return owner && group && (file.mode() & OTHERS_CAN_WRITE) == 0;
    }

    private boolean isAccepted(int id) {
        return accepted.isPresent() && accepted.getAsInt() == id;
    }

    private static String violation(Path place, File file, Path image) {
        return place + ": others than root can change what root runs (mode "
                + Integer.toOctalString(file.mode() & PERMISSIONS) + ", owner " + file.owner() + ", group "
                + file.group() + "); chown -R root:root " + place + " && chmod -R go-w " + place
                + ", or copy the image " + image + " to a folder that is root's alone. To try out what user "
                + file.owner() + " has built, set " + VARIABLE + "=" + file.owner();
    }

    /** What stat(2) says of a file, not of what a link leads to. */
    private record File(int owner, int group, int mode) {
        static File of(Path path) throws IOException {
            Map<String, Object> found = Files.readAttributes(path, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
            return new File(number(found, "uid"), number(found, "gid"), number(found, "mode"));
        }

        private static int number(Map<String, Object> found, String name) {
            return found.get(name) instanceof Integer number ? number : -1; // which is trusted by nobody
        }

        boolean isLink() {
            return (mode & 0170000) == 0120000; // S_IFMT, S_IFLNK
        }

        /** Such as {@code /tmp}: all can write there, but none can rename or remove what is another's. */
        boolean isSharedByRoot() {
            return owner == ROOT && (mode & STICKY) != 0;
        }
    }
}
