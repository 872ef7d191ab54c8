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
 * A file that many processes append lines to and that each of them may rotate.
 *
 * <p>A line is one write to a descriptor opened with {@code O_APPEND}, which Linux does not mix with another's. Rotation is done by who holds
 * the lock on the very file that is to be renamed, and only while the name still stands for it; who does not get the lock writes on,
 * as another is at it. A line written to a file that has just been renamed is in the renamed file: whole, and not lost.
 *
 * <p>Which files may be written and rotated is decided upon the opened file by {@link OpenLogFile}.
 */
final class LogFile implements Closeable {
    private static final int MAX_TRIES = 100;

    /** How long is taken for true what was seen behind the name: a call writes its lines at once. */
    private static final Duration SEEN = Duration.ofMillis(10);

    private final Path path;
    private final RotationLimits limits;
    private final InstantSource clock;
    private final LogRules rules;
    private @Nullable OpenLogFile open;
    private Instant lookAgain = Instant.MIN;

    LogFile(Path path, RotationLimits limits, InstantSource clock, LogRules rules) {
        this.path = path;
        this.limits = limits;
        this.clock = clock;
        this.rules = rules;
    }

    /**
     * Appends a line, which ends with a line feed.
     *
     * @throws IOException when the file cannot be made, opened or written; the next call tries again
     */
    synchronized void append(byte[] line) throws IOException {
        Instant now = clock.instant();
        OpenLogFile current = open;
        if (current == null || !now.isBefore(lookAgain)) {
            current = reopenIfReplaced();
            lookAgain = now.plus(SEEN);
        }
        if (current.mayRotate() && limits.reached(current.size(), current.born(), line.length, now)) {
            rotate(current, now);
            current = reopenIfReplaced();
        }
        current.append(line);
    }

    private OpenLogFile reopenIfReplaced() throws IOException {
        BasicFileAttributes named = named();
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            if (named != null && open != null && open.key().equals(named.fileKey())) {
                open.grown(named.size());
                return open;
            }
            close();
            open = OpenLogFile.at(path, rules);
            named = named(); // what was opened is what was seen only if the name still stands for it
        }
        throw new IOException(path + " was replaced " + MAX_TRIES + " times while it was opened");
    }

    private @Nullable BasicFileAttributes named() throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void rotate(OpenLogFile current, Instant now) throws IOException {
        if (!current.tryLock()) {
            return; // another call is at it
        }
        try {
            BasicFileAttributes named = named();
            if (named != null && current.key().equals(named.fileKey())) {
                new LogRotation(path, limits, rules).makeRoom(now);
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
