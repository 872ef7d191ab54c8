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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

    /** How long is taken for true what was seen behind the name: a call writes its lines at once. */
    private static final Duration SEEN = Duration.ofMillis(10);

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwxr-x---");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r-----");
    private static final Set<StandardOpenOption> CREATE_OR_OPEN =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);

    private final Path path;
    private final RotationLimits limits;
    private final InstantSource clock;
    private @Nullable OpenFile open;
    private Instant lookAgain = Instant.MIN;

    LogFile(Path path, RotationLimits limits, InstantSource clock) {
        this.path = path;
        this.limits = limits;
        this.clock = clock;
    }

    /** The file that was opened, and which one that was: another file may get the name. */
    private static final class OpenFile {
        private final FileOutputStream stream;
        private final Object key;
        private final Instant born;
        private long size;

        OpenFile(FileOutputStream stream, BasicFileAttributes named) {
            this.stream = stream;
            this.key = named.fileKey();
            this.born = named.creationTime().toInstant();
        }
    }

    /**
     * Appends a line, which ends with a line feed.
     *
     * @throws IOException when the file cannot be made, opened or written; the next call tries again
     */
    synchronized void append(byte[] line) throws IOException {
        Instant now = clock.instant();
        OpenFile current = open;
        if (current == null || !now.isBefore(lookAgain)) {
            current = reopenIfReplaced();
            lookAgain = now.plus(SEEN);
        }
        if (limits.reached(current.size, current.born, line.length, now)) {
            rotate(current, now);
            current = reopenIfReplaced();
        }
        current.stream.write(line);
        current.size += line.length;
    }

    private OpenFile reopenIfReplaced() throws IOException {
        BasicFileAttributes named = named();
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            if (named != null && open != null && open.key.equals(named.fileKey())) {
                open.size = named.size();
                return open;
            }
            close();
            if (named == null) {
                create();
            } else {
                open = new OpenFile(new FileOutputStream(path.toFile(), true), named);
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

    private void rotate(OpenFile current, Instant now) throws IOException {
        try (FileLock lock = current.stream.getChannel().tryLock()) {
            BasicFileAttributes named = lock == null ? null : named();
            if (named != null && current.key.equals(named.fileKey())) {
                new RotatedFiles(path, limits).makeRoom(now);
            }
        } catch (OverlappingFileLockException e) {
            // another thread of this process is at it
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (open != null) {
            FileOutputStream stream = open.stream;
            open = null;
            stream.close();
        }
    }
}
