package meta.launcher.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/**
 * Rotates a log file. {@code veth.log.1} is the most recent of the older files, {@code veth.log.5} the oldest if five are kept. Only the
 * holder of the lock on the file may use this class.
 *
 * @param path the current file
 * @param limits how many files are kept, and for how long
 */
record LogRotation(Path path, RotationLimits limits) {

    /**
     * Adds one to the number of every older file, gives the current file number 1, and deletes files that are too old or exceed the limit. Does
     * nothing if a numbered file is not a log of ours; the current file then grows.
     */
    void rotate(Instant now) throws IOException {
        for (int number = 1;
                number <= limits.maxFiles() || Files.exists(numbered(number), LinkOption.NOFOLLOW_LINKS);
                number++) {
            Path file = numbered(number);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !OpenLogFile.isOurs(file)) {
                return;
            }
        }
        for (int number = limits.maxFiles(); Files.deleteIfExists(numbered(number)); number++) {
            // also deletes files that an earlier, larger limit allowed
        }
        for (int number = limits.maxFiles() - 1; number >= 1; number--) {
            moveUp(number, now);
        }
        Files.move(path, numbered(1), StandardCopyOption.ATOMIC_MOVE);
    }

    private void moveUp(int number, Instant now) throws IOException {
        Path file = numbered(number);
        try {
            if (limits.expired(Files.getLastModifiedTime(file).toInstant(), now)) {
                Files.delete(file);
            } else {
                Files.move(file, numbered(number + 1), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (NoSuchFileException e) {
            // there are fewer files, or another program has removed it
        }
    }

    private Path numbered(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }
}
