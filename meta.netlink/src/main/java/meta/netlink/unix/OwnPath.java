package meta.netlink.unix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file of this process, or a folder for such files. One that belongs to or can be written by another user may contain what that user has
 * written.
 *
 * @param path the file or folder
 */
public record OwnPath(Path path) {
    private static final int WRITABLE_BY_OTHERS = 0022;

    /**
     * Checks that it belongs to the user of this process and that no other user can write to it.
     *
     * @throws IOException if another user does or can, or it does not exist; its text names the path
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
