package meta.launcher.log;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that many processes append lines to and that each of them may rotate.
 *
 * <p>A line is one write to a descriptor opened with {@code O_APPEND}, which Linux does not mix with another's. Rotation is done by who holds
 * the lock on the very file that is to be renamed, and only while the name still stands for it; who does not get the lock writes on,
 * as another is at it. A line written to a file that has just been renamed is in the renamed file: whole, and not lost.
 */
final class LogFile implements Closeable {
    private static final int MAX_TRIES = 100;
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwxr-x---");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r-----");
    private static final Set<StandardOpenOption> CREATE_OR_OPEN =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);

    private final Path path;
    private final RotationLimits limits;
    private final InstantSource clock;
    private @Nullable OpenFile open;

    LogFile(Path path, RotationLimits limits, InstantSource clock) {
        this.path = path;
        this.limits = limits;
        this.clock = clock;
    }

    /** The file that was opened, and which one that was: another file may get the name. */
    private record OpenFile(FileOutputStream stream, Object key) {}

    /**
     * Appends a line, which ends with a line feed.
     *
     * @throws IOException when the file cannot be made, opened or written; the next call tries again
     */
    synchronized void append(byte[] line) throws IOException {
        BasicFileAttributes seen = reopenIfReplaced();
        Instant now = clock.instant();
        if (limits.reached(seen.size(), seen.creationTime().toInstant(), line.length, now)) {
            rotate(now);
            reopenIfReplaced();
        }
        Objects.requireNonNull(open).stream().write(line);
    }

    private BasicFileAttributes reopenIfReplaced() throws IOException {
        BasicFileAttributes named = named();
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            if (named != null && open != null && open.key().equals(named.fileKey())) {
                return named;
            }
            close();
            if (named == null) {
                create();
            } else {
                open = new OpenFile(new FileOutputStream(path.toFile(), true), named.fileKey());
            }
            named = named(); // what was opened is what was seen only if the name still stands for it
        }
        throw new IOException(path + " was replaced " + MAX_TRIES + " times while it was opened");
    }

    private @Nullable BasicFileAttributes named() throws IOException {
        try {
            BasicFileAttributes named = Files.readAttributes(path, BasicFileAttributes.class);
            if (!named.isRegularFile()) {
                throw new IOException(path + " is not a regular file"); // opening a pipe may wait for ever
            }
            return named;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void create() throws IOException {
        Path folder = path.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        }
        Files.newByteChannel(path, CREATE_OR_OPEN, PosixFilePermissions.asFileAttribute(FILE))
                .close();
    }

    private void rotate(Instant now) throws IOException {
        OpenFile current = Objects.requireNonNull(open);
        try (FileLock lock = current.stream().getChannel().tryLock()) {
            BasicFileAttributes named = lock == null ? null : named();
            if (named != null && current.key().equals(named.fileKey())) {
                new RotatedFiles(path, limits).makeRoom(now);
            }
        } catch (OverlappingFileLockException e) {
            // another thread of this process is at it
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (open != null) {
            FileOutputStream stream = open.stream();
            open = null;
            stream.close();
        }
    }
}
