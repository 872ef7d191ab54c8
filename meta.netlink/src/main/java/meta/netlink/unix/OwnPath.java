package meta.netlink.unix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file of this process, or a folder for such files. If another user owns it or can write to it, its content cannot be trusted.
 *
 * @param path the file or folder
 */
public record OwnPath(Path path) {
    private static final int WRITABLE_BY_OTHERS = 0022;

    /**
     * Checks that the file or folder belongs to the user of this process and that no other user can write to it.
     *
     * @throws IOException if it belongs to another user, another user can write to it, or it does not exist; the message names the path
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
