package meta.launcher.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/**
 * The older files of a log: {@code veth.log.1} is the last one, {@code veth.log.5} with a limit of five the oldest. Only the holder of
 * the lock calls this.
 */
record LogRotation(Path path, RotationLimits limits, LogRules rules) {
    /** Moves every file one number up and the current one to number 1, and deletes what is too old or too many. */
    void makeRoom(Instant now) throws IOException {
        for (int number = 1;
                number <= limits.maxFiles() || Files.exists(numbered(number), LinkOption.NOFOLLOW_LINKS);
                number++) {
            Path file = numbered(number);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !OpenLogFile.isOurs(file, rules)) {
                return; // it is another program's, and the log grows on
            }
        }
        for (int number = limits.maxFiles(); Files.deleteIfExists(numbered(number)); number++) {
            // also what an earlier, larger limit left behind
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
            // never rotated that often, or taken away by somebody
        }
    }

    private Path numbered(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }
}
