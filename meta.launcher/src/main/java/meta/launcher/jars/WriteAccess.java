package meta.launcher.jars;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks who can write to a file whose code root runs. */
final class WriteAccess {
    private static final int ROOT = 0;
    private static final Path SELF = Path.of("/proc/self"); // its owner is the effective user
    private static final int OF_GROUP_AND_OTHERS = 0022;
    private static final int PERMISSIONS = 07777;

    private WriteAccess() {}

    /**
     * Checks that only root and the user of this process can write to a file or folder.
     *
     * @throws UnusableEntryException if others can
     */
    static void requireOwn(File file) throws UnusableEntryException {
        try {
            int owner = owner(file.toPath());
            int mode = (int) Files.getAttribute(file.toPath(), "unix:mode");
            if ((mode & OF_GROUP_AND_OTHERS) != 0) {
                throw new UnusableEntryException(file + " can be written to by others than root (its mode is "
                        + Integer.toOctalString(mode & PERMISSIONS) + "); chmod go-w " + file);
            }
            if (owner != ROOT && owner != owner(SELF)) {
                throw new UnusableEntryException(file + " can be written to by others than root (its owner is user "
                        + owner + "); chown root " + file);
            }
        } catch (IOException e) {
            throw new UnusableEntryException(file + " cannot be examined: " + e);
        }
    }

    private static int owner(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid");
    }
}
