package meta.launcher.conflist;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import meta.netlink.unix.IoErrorText;

/**
 * Applies changes to configuration files. At every moment, even after a crash, each file has either its complete old or its complete new
 * content.
 *
 * <p>A temporary file is in the folder of the file that it replaces, because containerd does not notice a file that is moved from another
 * folder.
 *
 * @param advice a text added to the error message if another program has changed a file; may be empty
 */
record FileChangeApplier(String advice) {
    private static final String TEMPORARY = ".meta-plugins-";
    private static final String TEMPORARY_END = ".tmp";

    /** The maximum number of attempts to write a file if another process deletes the temporary file. */
    private static final int ATTEMPTS = 3;

    private static final String KEPT_ATTRIBUTES = "unix:uid,gid,mode";

    /**
     * Applies the changes in order. If a change fails, the earlier changes remain.
     *
     * @throws ConflistException if another program has changed a file since the changes were planned, the owner, group or mode of a file
     *     cannot be kept, an I/O error occurs after an earlier change, or the folder of a changed file cannot be synced
     * @throws IOException if an I/O error occurs in the first change
     */
    void apply(List<FileChange> changes) throws IOException, ConflistException {
        List<String> changed = new ArrayList<>();
        for (FileChange change : changes) {
            try {
                apply(change);
            } catch (ConflistException e) {
                throw changed.isEmpty() ? e : new ConflistException(e.getMessage() + changedBefore(changed));
            } catch (IOException e) {
                if (changed.isEmpty()) {
                    throw e;
                }
                throw new ConflistException(e + changedBefore(changed));
            }
            changedFile(change).ifPresent(changed::add);
        }
    }

    private static Optional<String> changedFile(FileChange change) {
        return switch (change) {
            case FileChange.Replace(Path file, var _, var _) -> Optional.of(file.toString());
            case FileChange.Create(Path file, var _, var _) -> Optional.of(file.toString());
            case FileChange.Save(var _, var _, var _, Path saved) -> Optional.of(saved.toString());
            case FileChange.Restore(var _, var _, var _, Path file) -> Optional.of(file.toString());
            case FileChange.Delete(Path file, var _) -> Optional.of(file.toString());
            case FileChange.NotifyWatchers _ -> Optional.empty();
        };
    }

    private static String changedBefore(List<String> changed) {
        return "; these files were changed before: " + String.join(", ", changed);
    }

    private void apply(FileChange change) throws IOException, ConflistException {
        switch (change) {
            case FileChange.Replace(Path file, String before, String after) -> {
                deleteAbandoned(folder(file));
                write(file, file, before, after);
            }
            case FileChange.Create(Path file, Path like, String content) -> {
                deleteAbandoned(folder(file));
                write(file, like, "", content);
            }
            case FileChange.Save(Path file, Path place, String before, Path saved) -> {
                requireContent(place, before);
                rename(file, saved);
            }
            case FileChange.Restore(Path saved, Path place, String before, Path file) -> {
                requireContent(place, before);
                if (Files.exists(file)) {
                    throw changedMeanwhile(file);
                }
                rename(saved, file);
            }
            case FileChange.Delete(Path file, String before) -> {
                requireContent(file, before);
                Files.delete(file);
                sync(file);
            }
            case FileChange.NotifyWatchers(Path folder) -> {
                Path temporary = temporaryIn(folder);
                Files.createFile(temporary);
                Files.deleteIfExists(temporary); // another process may have deleted the file, which is not locked
            }
        }
    }

    private static void rename(Path from, Path to) throws IOException, ConflistException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        sync(to);
    }

    private void write(Path file, Path like, String before, String after) throws IOException, ConflistException {
        for (int attempt = 1; ; attempt++) {
            Path temporary = temporaryIn(folder(file));
            try {
                write(temporary, file, like, before, after);
                return;
            } catch (NoSuchFileException e) {
                // another process can delete the temporary file before this process has locked it
                if (attempt == ATTEMPTS || !temporary.toString().equals(e.getFile())) {
                    throw e;
                }
            }
        }
    }

    private void write(Path temporary, Path file, Path like, String before, String after)
            throws IOException, ConflistException {
        try {
            Files.copy(
                    like,
                    temporary,
                    StandardCopyOption.COPY_ATTRIBUTES); // attributes include owner, mode and extended attributes
            try (FileChannel channel = FileChannel.open(
                            temporary, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
                    FileLock _ = channel.lock()) {
                ByteBuffer left = ByteBuffer.wrap(after.getBytes(StandardCharsets.ISO_8859_1));
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
                requireSameAttributes(like, temporary);
                requireContent(file, before); // as late as possible: another program may change the file
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
        sync(file);
    }

    private static void requireSameAttributes(Path like, Path copy) throws IOException, ConflistException {
        Map<String, Object> expected = Files.readAttributes(like, KEPT_ATTRIBUTES);
        if (!expected.equals(Files.readAttributes(copy, KEPT_ATTRIBUTES))) {
            throw new ConflistException(
                    like + ": the new file would have another owner or mode; run this command as root");
        }
    }

    private void requireContent(Path file, String expected) throws IOException, ConflistException {
        String found;
        try {
            found = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            found = "";
        }
        if (!found.equals(expected)) {
            throw changedMeanwhile(file);
        }
    }

    private ConflistException changedMeanwhile(Path file) {
        return new ConflistException(file + ": another program has just changed this file" + advice);
    }

    private static Path temporaryIn(Path folder) {
        return folder.resolve(
                TEMPORARY + Long.toHexString(ThreadLocalRandom.current().nextLong()) + TEMPORARY_END);
    }

    /** Deletes the temporary files that no process has locked, such as those of killed processes. */
    private static void deleteAbandoned(Path folder) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, TEMPORARY + "*" + TEMPORARY_END)) {
            for (Path each : found) {
                if (isAbandoned(each)) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isAbandoned(Path temporary) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException | NoSuchFileException e) {
            return false; // another thread has locked the file, or a process has just renamed or deleted it
        }
    }

    /** Syncs the folder of a file that was changed. */
    static void sync(Path file) throws ConflistException {
        try (FileChannel channel = FileChannel.open(folder(file), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw new ConflistException(file + ": was changed, but a crash of the node can undo the change: "
                    + new IoErrorText(e).at(folder(file)));
        }
    }

    private static Path folder(Path file) {
        Path folder = file.getParent();
        return folder == null ? file : folder;
    }
}
