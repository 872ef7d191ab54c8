package meta.launcher.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A file to which many processes append lines, and which each of them may rotate. Thread-safe.
 *
 * <p>Each line is one write to a descriptor that is opened with {@code O_APPEND}, so that Linux does not mix it with other writes. A process rotates
 * the file only while it holds the lock on it, and only if the path still leads to it. Other processes append even above the limits, or to the
 * renamed file.
 */
final class LogFile implements Closeable {
    private static final int MAX_TRIES = 100;

    /** How long the path is assumed to lead to the same file. */
    private static final Duration RECHECK = Duration.ofMillis(10);

    private final Path path;
    private final RotationLimits limits;
    private final InstantSource clock;
    private final LogFolders folders;
    private @Nullable OpenLogFile open;
    private Instant nextCheck = Instant.MIN;

    LogFile(Path path, RotationLimits limits, InstantSource clock, LogFolders folders) {
        this.path = path;
        this.limits = limits;
        this.clock = clock;
        this.folders = folders;
    }

    /**
     * Appends a line, which must end with a line feed. Rotates the file first if a limit is reached and the file may be rotated.
     *
     * @throws IOException if the file cannot be created, opened, rotated or written, or may not be written; the line is then lost
     */
    synchronized void append(byte[] line) throws IOException {
        Instant now = clock.instant();
        OpenLogFile current = open;
        if (current == null || !now.isBefore(nextCheck)) {
            current = reopenIfReplaced();
            nextCheck = now.plus(RECHECK);
        }
        if (current.mayRotate() && limits.reached(current.size(), current.born(), line.length, now)) {
            rotate(current, now);
            current = reopenIfReplaced();
        }
        current.append(line);
    }

    private OpenLogFile reopenIfReplaced() throws IOException {
        BasicFileAttributes named = attributesOfPath();
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            if (named != null && open != null && open.key().equals(named.fileKey())) {
                open.setSize(named.size());
                return open;
            }
            close();
            open = OpenLogFile.open(path, folders);
            named = attributesOfPath(); // another process may have replaced the file since it was opened
        }
        throw new IOException(path + " was replaced " + MAX_TRIES + " times while it was opened");
    }

    private @Nullable BasicFileAttributes attributesOfPath() throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void rotate(OpenLogFile current, Instant now) throws IOException {
        if (!current.tryLock()) {
            return; // another process is rotating it
        }
        try {
            BasicFileAttributes named = attributesOfPath();
            if (named != null && current.key().equals(named.fileKey())) {
                new LogRotation(path, limits).rotate(now);
            }
        } finally {
            current.unlock();
        }
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
