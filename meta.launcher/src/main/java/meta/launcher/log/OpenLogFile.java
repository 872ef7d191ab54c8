package meta.launcher.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import meta.netlink.unix.AppendFile;

/**
 * An open log file that this process may use as a log. The last checks examine the open file, because its path may lead to another file a
 * moment later. Not thread-safe.
 */
final class OpenLogFile implements AutoCloseable {
    /** The line at the beginning of a new log file, by which later calls recognize it. */
    static final String FIRST_LINE = "# log of meta-plugins: one event a line\n";

    private static final byte[] BEGINNING = FIRST_LINE.getBytes(StandardCharsets.US_ASCII);
    private static final Path STANDARD_FOLDER = Path.of("/var/log/meta-plugins");
    private static final int MODE = 0640;
    private static final int ROOT = 0;
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwxr-x---");

    private final AppendFile file;
    private final AppendFile.Status opened;
    private final boolean rotates;
    private long size;

    private OpenLogFile(AppendFile file, AppendFile.Status opened, boolean rotates) {
        this.file = file;
        this.opened = opened;
        this.rotates = rotates;
        this.size = opened.size();
    }

    /**
     * Opens a log file. Creates the file and its folders if they do not exist.
     *
     * @param path the path of the file; the folders in it may be symbolic links
     * @throws IOException if the file cannot be created or opened, if it is moved meanwhile, if it is not a regular file, if it has a
     *     second hard link, or if {@code folders} does not permit it
     */
    static OpenLogFile open(Path path, LogFolderPolicy folders) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(path + " is not a regular file");
        }
        Path real = LogFolderPolicy.real(folder);
        LogFolderPolicy.Permission permission = folders.permissionIn(real);
        if (permission == LogFolderPolicy.Permission.NO_FILE) {
            throw new IOException("logs are not written to system folders; root can allow the folder with"
                    + " \"log_folders\" in " + folders.defaults().file());
        }
        if (!Files.isDirectory(real)) {
            Files.createDirectories(real, PosixFilePermissions.asFileAttribute(FOLDER));
        }
        if (Files.isDirectory(path)) {
            throw new IOException(path + " is not a regular file");
        }
        AppendFile file = AppendFile.open(real.resolve(path.getFileName()), MODE);
        try {
            return checked(path, real, file, permission, folders);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static OpenLogFile checked(
            Path path, Path folder, AppendFile file, LogFolderPolicy.Permission permission, LogFolderPolicy folders)
            throws IOException {
        AppendFile.Status opened = file.status();
        if (!opened.regular()) {
            throw new IOException(path + " is not a regular file");
        }
        if (!folder.equals(opened.path().getParent())) {
            throw new IOException(path + " was moved while it was opened");
        }
        if (opened.links() > 1) {
            throw new IOException(path + " has more than one hard link");
        }
        boolean ours = opened.size() == 0 || Arrays.equals(file.start(BEGINNING.length), BEGINNING);
        boolean owned = opened.owner() == ROOT || opened.owner() == ownUser();
        if (permission != LogFolderPolicy.Permission.ANY_FILE && !(ours && owned)) {
            throw new IOException(path
                    + " is not a log file of meta-plugins; root can allow any file of the folder with \"log_folders\" in "
                    + folders.defaults().file());
        }
        return new OpenLogFile(file, opened, ours || folder.equals(STANDARD_FOLDER));
    }

    private static int ownUser() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /**
     * {@return whether a rotation may rename or delete a file} It must be directly in {@code /var/log/meta-plugins}, or be a regular file
     * that begins with {@link #FIRST_LINE}.
     *
     * @throws IOException if the file cannot be read
     */
    static boolean isOurs(Path file) throws IOException {
        if (STANDARD_FOLDER.equals(file.toAbsolutePath().getParent())) {
            return true;
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Arrays.equals(in.readNBytes(BEGINNING.length), BEGINNING);
        }
    }

    /** {@return the {@link java.nio.file.attribute.BasicFileAttributes#fileKey} of this file} */
    Object key() {
        return opened.key();
    }

    /**
     * {@return the time of the file's creation or, if the file system does not record it, of the last change before the file was opened}
     */
    Instant born() {
        return opened.created();
    }

    /** {@return the last known size in bytes} Other processes may have appended lines since then. */
    long size() {
        return size;
    }

    /**
     * {@return whether this file, when it was opened, was empty, began with {@link #FIRST_LINE}, or had a real path directly in
     * {@code /var/log/meta-plugins}}
     */
    boolean mayRotate() {
        return rotates;
    }

    void setSize(long newSize) {
        size = newSize;
    }

    /**
     * Appends a line with one {@code write(2)}. If {@link #size} is 0, the same write begins with {@link #FIRST_LINE}.
     *
     * @throws IOException if the kernel has written nothing or only a part of the line
     */
    void append(byte[] line) throws IOException {
        byte[] written = line;
        if (size == 0) {
            written = Arrays.copyOf(BEGINNING, BEGINNING.length + line.length);
            System.arraycopy(line, 0, written, BEGINNING.length, line.length);
        }
        file.append(written);
        size += written.length;
    }

    /**
     * {@return whether this object now has the lock; false if another process or object has it, or {@code flock(2)} fails} Does not wait.
     */
    boolean tryLock() {
        return file.tryLock();
    }

    /** Releases the lock, if this object has it. */
    void unlock() {
        file.unlock();
    }

    @Override
    public void close() {
        file.close();
    }
}
