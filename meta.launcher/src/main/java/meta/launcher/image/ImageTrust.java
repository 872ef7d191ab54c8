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
import meta.netlink.unix.IoErrorText;
import meta.netlink.unix.ShellWord;

/**
 * Checks whether root can safely run the code in a folder. This is unsafe if another user can change the folder, its content, or a folder
 * above it. A folder above it that belongs to root and has the sticky bit, as {@code /tmp} does, is safe.
 *
 * @param accepted the id of a user and of a group that may also own and change the files and folders; empty if only root may
 */
public record ImageTrust(OptionalInt accepted) {
    /** The environment variable with the id {@link #accepted}. */
    public static final String VARIABLE = "META_PLUGINS_IMAGE_OWNER";

    private static final int ROOT = 0;
    private static final int GROUP_CAN_WRITE = 0020;
    private static final int OTHERS_CAN_WRITE = 0002;
    private static final int STICKY = 01000;
    private static final int PERMISSIONS = 07777;

    /**
     * {@return the check with the id in {@link #VARIABLE}; without an accepted id if the variable is not a number of at most nine digits}
     * Only root must be able to set the variables of this environment.
     */
    public static ImageTrust in(Map<String, String> environment) {
        String given = environment.getOrDefault(VARIABLE, "");
        return new ImageTrust(
                given.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(given)) : OptionalInt.empty());
    }

    /**
     * {@return the reason why root must not run the image of this process; empty if there is none} The image is checked only if root runs
     * this process from it.
     */
    public static Optional<String> violationOfThisImage() {
        try {
            boolean root = belongsToRoot(Path.of("/proc/self"));
            Path image = Path.of(System.getProperty("java.home"));
            return root && Files.exists(image.resolve("lib/meta/build"))
                    ? in(System.getenv()).violation(image)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(new IoErrorText(e).line());
        }
    }

    /** {@return whether the folder belongs to root} Symbolic links are followed. */
    static boolean belongsToRoot(Path folder) throws IOException {
        return Files.getAttribute(folder, "unix:uid").equals(ROOT);
    }

    /**
     * {@return a text that names a file or folder that users other than root and {@link #accepted} can change, and says what to do; empty
     * if there is no such file or folder}
     *
     * @param folder the path of the folder; no part of the path may be a symbolic link
     * @throws IOException if a folder cannot be listed, or the attributes of a file or folder cannot be read
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
                // the mode of a link means nothing; a target in the image is checked
                if (!file.isLink() && !isSafe(file)) {
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
        ShellWord word = new ShellWord(place.toString());
        return place + ": users other than root can change what root runs (mode "
                + Integer.toOctalString(file.mode() & PERMISSIONS) + ", owner " + file.owner() + ", group "
                + file.group() + "); chown -R root:root " + word + " && chmod -R go-w " + word
                + ", or copy the image " + image + " to a folder that only root can write. To try a build of user "
                + file.owner() + ", set " + VARIABLE + "=" + file.owner();
    }

    private record File(int owner, int group, int mode) {
        static File of(Path path) throws IOException {
            Map<String, Object> found = Files.readAttributes(path, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
            return new File(number(found, "uid"), number(found, "gid"), number(found, "mode"));
        }

        private static int number(Map<String, Object> found, String name) {
            return found.get(name) instanceof Integer number ? number : -1; // no user or group has this id
        }

        boolean isLink() {
            return (mode & 0170000) == 0120000; // S_IFMT, S_IFLNK
        }

        /** {@return whether this belongs to root and has the sticky bit, so that other users can rename or remove only their own files} */
        boolean isSharedByRoot() {
            return owner == ROOT && (mode & STICKY) != 0;
        }
    }
}
