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
 * An open log file that this process may write. The checks examine the open file, because its path may lead to another file a moment later. Not
 * thread-safe.
 */
final class OpenLogFile implements AutoCloseable {
    /** The first line of each log file that was empty or new. */
    static final String FIRST_LINE = "# log of meta-plugins: one event a line\n";

    private static final byte[] BEGINNING = FIRST_LINE.getBytes(StandardCharsets.US_ASCII);
    private static final Path STANDARD_FOLDER = Path.of("/var/log/meta-plugins");
    private static final int MODE = 0640;
    private static final int ROOT = 0;
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwxr-x---");

    private final AppendFile file;
    private final AppendFile.Status opened;
    private final boolean needsFirstLine;
    private final boolean rotates;
    private long size;

    private OpenLogFile(AppendFile file, AppendFile.Status opened, boolean needsFirstLine, boolean rotates) {
        this.file = file;
        this.opened = opened;
        this.needsFirstLine = needsFirstLine;
        this.rotates = rotates;
        this.size = opened.size();
    }

    /**
     * Opens a log file. Creates the file and its folders if they do not exist.
     *
     * @throws IOException if the file cannot be opened or may not be written
     */
    static OpenLogFile open(Path path, LogFolders folders) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(path + " is not a regular file");
        }
        Path real = LogFolders.real(folder);
        LogFolders.Permission permission = folders.permissionIn(real);
        if (permission == LogFolders.Permission.NO_FILE) {
            throw new IOException("no log is written among the files of the system; root can allow the folder by"
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
            Path path, Path folder, AppendFile file, LogFolders.Permission permission, LogFolders folders)
            throws IOException {
        AppendFile.Status opened = file.status();
        if (!opened.regular()) {
            throw new IOException(path + " is not a regular file");
        }
        if (!folder.equals(opened.path().getParent())) {
            throw new IOException(path + " was moved while it was opened");
        }
        if (opened.links() > 1) {
            throw new IOException(path + " has more than one name");
        }
        boolean ours = opened.size() == 0 || Arrays.equals(file.start(BEGINNING.length), BEGINNING);
        boolean owned = opened.owner() == ROOT || opened.owner() == ownUser();
        if (permission != LogFolders.Permission.ANY_FILE && !(ours && owned)) {
            throw new IOException(
                    path + " is not a log of ours; root can allow any file of the folder by \"log_folders\" in "
                            + folders.defaults().file());
        }
        return new OpenLogFile(file, opened, opened.size() == 0, ours || folder.equals(STANDARD_FOLDER));
    }

    private static int ownUser() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /** {@return whether a rotation may rename or delete a file, because it begins with {@link #FIRST_LINE} or is in the standard folder} */
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

    /** {@return the identity of the file, as in {@link java.nio.file.attribute.BasicFileAttributes#fileKey}} */
    Object key() {
        return opened.key();
    }

    /** {@return the time of the file's creation; that of its last change if the file system does not record the creation} */
    Instant born() {
        return opened.created();
    }

    /** {@return the size in bytes that {@link #setSize} and {@link #append} have recorded} */
    long size() {
        return size;
    }

    /** {@return whether a rotation may rename this file} */
    boolean mayRotate() {
        return rotates;
    }

    /** Records the present size of the file in bytes. Other processes append too. */
    void setSize(long newSize) {
        size = newSize;
    }

    /**
     * Appends a line in one write, with {@link #FIRST_LINE} before it if the file has been empty since it was opened.
     *
     * @throws IOException also if the kernel has written only a part of the line
     */
    void append(byte[] line) throws IOException {
        byte[] written = line;
        if (needsFirstLine && size == 0) {
            written = Arrays.copyOf(BEGINNING, BEGINNING.length + line.length);
            System.arraycopy(line, 0, written, BEGINNING.length, line.length);
        }
        file.append(written);
        size += written.length;
    }

    /** {@return whether this open file has the lock now} Does not wait. */
    boolean tryLock() {
        return file.tryLock();
    }

    void unlock() {
        file.unlock();
    }

    @Override
    public void close() {
        file.close();
    }
}
