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
 * A log file to which many processes append lines, and which each of them may rotate. Thread-safe.
 *
 * <p>A line is written with one {@code write(2)} and {@code O_APPEND}, so that Linux does not mix it with the lines of other processes. A
 * process rotates the file only while it holds the lock on the file. Other processes can append meanwhile.
 */
final class LogFile implements Closeable {
    private static final int MAX_TRIES = 100;

    /** The time for which the path is assumed to lead to the same file. */
    private static final Duration RECHECK = Duration.ofMillis(10);

    private final Path path;
    private final RotationLimits limits;
    private final InstantSource clock;
    private final LogFolderPolicy folders;
    private @Nullable OpenLogFile open;
    private boolean closed;
    private Instant nextCheck = Instant.MIN;

    /**
     * @param path the path of the file, which need not exist
     * @param folders decides whether the file may be a log
     */
    LogFile(Path path, RotationLimits limits, InstantSource clock, LogFolderPolicy folders) {
        this.path = path;
        this.limits = limits;
        this.clock = clock;
        this.folders = folders;
    }

    /**
     * Appends a line; discards it if this file is closed. If a limit is reached and the file may be rotated, first tries to rotate it. The
     * file can still exceed a limit.
     *
     * @param line the line, which must end with a line feed
     * @throws IOException if the file cannot be created, opened, rotated or written, or is not allowed as a log. A part of the line may be
     *     written
     */
    synchronized void append(byte[] line) throws IOException {
        if (closed) {
            return; // no code would close the file that this line would open
        }
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
            closeOpen();
            open = OpenLogFile.open(path, folders);
            named = attributesOfPath(); // another process may have replaced the file meanwhile
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
            return; // another process may be rotating the file
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

    /** Closes the file. Later lines are discarded. */
    @Override
    public synchronized void close() {
        closed = true;
        closeOpen();
    }

    private void closeOpen() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
