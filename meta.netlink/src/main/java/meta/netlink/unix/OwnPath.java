package meta.netlink.unix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * The path of a file or directory of this process. If another user owns it or can write to it, its content cannot be trusted.
 *
 * @param path the file or directory; a symbolic link is not followed
 */
public record OwnPath(Path path) {
    private static final int WRITABLE_BY_OTHERS = 0022;

    /**
     * Checks that the file or directory belongs to the user of this process and that its mode lets no other user write to it. The directories
     * above it are not checked.
     *
     * @throws java.nio.file.NoSuchFileException if it does not exist
     * @throws IOException if the check fails; the message gives the path
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
