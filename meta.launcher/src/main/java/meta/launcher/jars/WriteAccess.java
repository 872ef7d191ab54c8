package meta.launcher.jars;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import meta.netlink.unix.ShellWord;

/**
 * Checks that only root and the user of this process can change or replace a file or folder. The check covers the folders above it, the
 * symbolic links on its path, and the folders above their targets. It concerns the path, not an open file, because the module system opens
 * the path again later.
 */
final class WriteAccess {
    private static final int ROOT = 0;
    private static final Path SELF = Path.of("/proc/self"); // its owner is the effective user
    private static final int OF_GROUP_AND_OTHERS = 0022;
    private static final int STICKY = 01000;
    private static final int PERMISSIONS = 07777;
    private static final int TYPE = 0170000; // S_IFMT
    private static final int LINK = 0120000; // S_IFLNK
    private static final int MAX_LINKS = 40; // path_resolution(7)

    private final File file;
    private final Deque<Path> names = new ArrayDeque<>();
    private Path at;
    private int links;

    private WriteAccess(File file) {
        this.file = file;
        at = Path.of("/");
        file.toPath().toAbsolutePath().forEach(names::add);
    }

    /**
     * Checks a file or folder, without the content of a folder.
     *
     * @throws UnusableEntryException if a user other than root and the user of this process can change or replace it, or if its path cannot
     *     be examined
     */
    static void requireOwn(File file) throws UnusableEntryException {
        try {
            new WriteAccess(file).walk();
        } catch (IOException e) {
            throw new UnusableEntryException(file + " cannot be examined: " + e);
        }
    }

    private void walk() throws UnusableEntryException, IOException {
        int user = Entry.of(SELF).owner();
        require(at, Entry.of(at), user);
        while (!names.isEmpty()) {
            String name = names.pop().toString();
            if (name.equals("..")) {
                // the links in this path were resolved, and its folders were checked
                at = at.getParent() == null ? at : at.getParent();
            } else if (!name.equals(".")) {
                step(at.resolve(name), user);
            }
        }
        require(at, Entry.of(at), user); // the path may end in a folder on the way, as /tmp/. does
    }

    private void step(Path next, int user) throws UnusableEntryException, IOException {
        Entry entry = Entry.of(next);
        if (!entry.isLink()) {
            require(next, entry, user);
            at = next;
            return;
        }
        requireOwner(next, entry, user);
        if (++links > MAX_LINKS) {
            throw new UnusableEntryException(file + " cannot be examined: too many symbolic links");
        }
        Path target = Files.readSymbolicLink(next);
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
            names.push(target.getName(i));
        }
        at = target.isAbsolute() ? Path.of("/") : at;
    }

    private void require(Path path, Entry entry, int user) throws UnusableEntryException {
        boolean shared = entry.isSharedByRoot() && !names.isEmpty();
        if (!shared && (entry.mode() & OF_GROUP_AND_OTHERS) != 0) {
            throw new UnusableEntryException(path + " can be written to by users other than root (its mode is "
                    + Integer.toOctalString(entry.mode() & PERMISSIONS) + "); chmod go-w "
                    + new ShellWord(path.toString()));
        }
        requireOwner(path, entry, user);
    }

    private static void requireOwner(Path path, Entry entry, int user) throws UnusableEntryException {
        if (entry.owner() != ROOT && entry.owner() != user) {
            throw new UnusableEntryException(
                    path + " can be written to by users other than root (its owner is user " + entry.owner()
                            + "); chown " + (entry.isLink() ? "-h " : "") + "root " + new ShellWord(path.toString()));
        }
    }

    private record Entry(int owner, int mode) {
        static Entry of(Path path) throws IOException {
            LinkOption[] options = path.equals(SELF) ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
            Map<String, Object> found = Files.readAttributes(path, "unix:uid,mode", options);
            return new Entry(number(found, "uid"), number(found, "mode"));
        }

        private static int number(Map<String, Object> found, String name) throws IOException {
            if (found.get(name) instanceof Integer number) {
                return number;
            }
            throw new IOException("the file system reports no " + name);
        }

        boolean isLink() {
            return (mode & TYPE) == LINK;
        }

        /**
         * {@return whether this belongs to root and has the sticky bit, as {@code /tmp}} In such a folder, users other than root can rename
         * or remove only their own files.
         */
        boolean isSharedByRoot() {
            return owner == ROOT && (mode & STICKY) != 0;
        }
    }
}
