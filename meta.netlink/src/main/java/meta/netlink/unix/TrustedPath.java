package meta.netlink.unix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * Checks that only the user of this process (and root) may write to a file or folder.
 *
 * @param path the path of the file or folder; a symbolic link is rejected, because its own mode is 0777
 */
public record TrustedPath(Path path) {
    private static final int WRITABLE_BY_OTHERS = 0022;

    /**
     * Checks the owner and the mode. The parent folders are not checked.
     *
     * @throws java.nio.file.NoSuchFileException if the file or folder does not exist
     * @throws IOException if the file or folder belongs to another user, if its mode permits its group or other users to write, or if
     *     attributes cannot be read
     */
    public void require() throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
        Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (!self.equals(attributes.get("uid"))) {
            throw new IOException(path + ": belongs to user " + attributes.get("uid"));
        }
        if (attributes.get("mode") instanceof Integer mode && (mode & WRITABLE_BY_OTHERS) != 0) {
            throw new IOException(path + ": can be written by other users");
        }
    }
}
