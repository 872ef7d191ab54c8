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
 * A log file that was opened and may be written. What is looked at is the opened file, since by its path another one may be reached a
 * moment later.
 *
 * <p>A file that a network configuration names is written by root. So it is only written where that harms no other program: see
 * {@link LogFolders}. A new one begins with {@link #FIRST_LINE}, by which it is known again, and only such a file is ever renamed or
 * deleted outside of the standard folder.
 */
final class OpenLogFile implements AutoCloseable {
    /** What a log file of ours begins with. */
    static final String FIRST_LINE = "# log of meta-plugins: one event a line\n";

    private static final byte[] BEGINNING = FIRST_LINE.getBytes(StandardCharsets.US_ASCII);
    private static final Path STANDARD_FOLDER = Path.of("/var/log/meta-plugins");
    private static final int MODE = 0640;
    private static final int ROOT = 0;
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwxr-x---");

    private final AppendFile file;
    private final AppendFile.Status opened;
    private final boolean begins;
    private final boolean rotates;
    private long size;

    private OpenLogFile(AppendFile file, AppendFile.Status opened, boolean begins, boolean rotates) {
        this.file = file;
        this.opened = opened;
        this.begins = begins;
        this.rotates = rotates;
        this.size = opened.size();
    }

    /**
     * Opens a log file, or makes it where there is none, with the folders that are missing.
     *
     * @throws IOException where it cannot be opened, or may not be written, and why not
     */
    static OpenLogFile at(Path path, LogRules rules) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(path + " is not a regular file");
        }
        Path real = LogFolders.real(folder);
        boolean any = switch (rules) {
            case LogRules.OfRoot _ -> true;
            case LogRules.OfConfiguration configured -> {
                LogFolders places = configured.places(real);
                if (places.isForbidden(real)) {
                    throw new IOException(
                            "no log is written among the files of the system; root can allow the folder by"
                                    + " \"log_folders\" in " + LogFolders.DEFAULTS);
                }
                yield places.isTrusted(real);
            }
        };
        if (!Files.isDirectory(real)) {
            Files.createDirectories(real, PosixFilePermissions.asFileAttribute(FOLDER));
        }
        if (Files.isDirectory(path)) {
            throw new IOException(path + " is not a regular file");
        }
        AppendFile file = AppendFile.open(real.resolve(path.getFileName()), MODE);
        try {
            return checked(path, real, file, any, rules instanceof LogRules.OfRoot);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static OpenLogFile checked(Path path, Path folder, AppendFile file, boolean any, boolean ofRoot)
            throws IOException {
        AppendFile.Status opened = file.status();
        if (!opened.regular()) {
            throw new IOException(path + " is not a regular file");
        }
        if (!folder.equals(opened.path().getParent())) {
            throw new IOException(path + " was moved while it was opened");
        }
        if (ofRoot) {
            return new OpenLogFile(file, opened, false, true);
        }
        if (opened.links() > 1) {
            throw new IOException(path + " has another name, too");
        }
        boolean ours = opened.size() == 0 || Arrays.equals(file.start(BEGINNING.length), BEGINNING);
        boolean owned = opened.owner() == ROOT || opened.owner() == self();
        if (!any && !(ours && owned)) {
            throw new IOException(
                    path + " is no log of ours; root can allow any file of the folder by \"log_folders\" in "
                            + LogFolders.DEFAULTS);
        }
        return new OpenLogFile(file, opened, opened.size() == 0, ours || folder.equals(STANDARD_FOLDER));
    }

    private static int self() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /** {@return whether an older file of a log may be moved or deleted: it begins as ours do, or is in the standard folder} */
    static boolean isOurs(Path file, LogRules rules) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (rules instanceof LogRules.OfRoot || STANDARD_FOLDER.equals(folder)) {
            return true;
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Arrays.equals(in.readNBytes(BEGINNING.length), BEGINNING);
        }
    }

    Object key() {
        return opened.key();
    }

    Instant born() {
        return opened.created();
    }

    long size() {
        return size;
    }

    boolean mayRotate() {
        return rotates;
    }

    /** Another process may have appended to it, too. */
    void grown(long newSize) {
        size = newSize;
    }

    /** Appends a line; the first line of a file that was empty when it was opened goes before it, in the same write. */
    void append(byte[] line) throws IOException {
        byte[] written = line;
        if (begins && size == 0) {
            written = Arrays.copyOf(BEGINNING, BEGINNING.length + line.length);
            System.arraycopy(line, 0, written, BEGINNING.length, line.length);
        }
        file.append(written);
        size += written.length;
    }

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
