package meta.launcher.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/**
 * Rotates a log file: {@code veth.log} becomes {@code veth.log.1}, {@code veth.log.1} becomes {@code veth.log.2}, and so on. The caller must hold the
 * lock on the current file.
 */
record LogRotation(Path path, RotationLimits limits) {

    /**
     * Renames the files, and deletes those whose last line is too old or whose number is too high. Does nothing if a numbered file is not one of
     * these logs ({@link OpenLogFile#isOurs}).
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
            // higher numbers exist if the limit was larger earlier
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
            // there are fewer files than the limit, or another program has removed this one
        }
    }

    private Path numbered(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }
}
