package meta.launcher.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/**
 * Rotates a log file: {@code veth.log} becomes {@code veth.log.1}, which becomes {@code veth.log.2}, and so on.
 *
 * @param path the path of the current file
 */
record LogRotation(Path path, RotationLimits limits) {

    /**
     * Renames the current file and the numbered files. Deletes the numbered files that are too old, the one with the maximum number, and
     * those with the numbers directly after it. If one of these files is not ours ({@link OpenLogFile#isOurs}), changes nothing. The caller
     * must have checked the current file, and must hold the lock on it.
     *
     * @throws IOException if a file cannot be read, renamed or deleted; other files may already have been renamed or deleted
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
            // the maximum number was larger before
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
            // no file has this number yet, or another program has removed the file
        }
    }

    private Path numbered(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }
}
