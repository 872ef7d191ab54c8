package meta.launcher.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import meta.netlink.unix.IoErrorText;

/** Carries out file operations in order. A change is on the disk before the next operation begins. */
final class FileApplier {
    private static final String EXECUTABLE = "rwxr-xr-x";
    private static final String READABLE = "rw-r--r--";

    private FileApplier() {}

    /**
     * Carries out the operations. If one fails, the results of the earlier operations remain.
     *
     * @throws InstallException if an operation fails; the message begins with the path of the operation
     */
    static void apply(List<FileOperation> operations) throws InstallException {
        for (FileOperation operation : operations) {
            try {
                apply(operation);
            } catch (FileSystemException e) {
                throw InstallException.of(operation.path(), e);
            } catch (IOException | UncheckedIOException e) {
                throw new InstallException(new IoErrorText(e).at(operation.path()));
            }
        }
    }

    /**
     * Checks {@link FileOperation.WriteFile} operations: writes each content to a temporary file, and deletes this file. Operations of
     * other kinds are not checked.
     */
    static void check(List<FileOperation> operations) throws InstallException {
        for (FileOperation operation : operations) {
            if (operation instanceof FileOperation.WriteFile(Path path, String content, boolean _)) {
                try {
                    check(path, content.getBytes(StandardCharsets.ISO_8859_1));
                } catch (FileSystemException e) {
                    throw InstallException.of(path, e);
                } catch (IOException e) {
                    throw new InstallException(new IoErrorText(e).at(path));
                }
            }
        }
    }

    private static void check(Path path, byte[] content) throws IOException {
        Path folder = path.resolveSibling("");
        while (!Files.exists(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        // has another name than the temporary file of the operation, which another installer may be writing
        Path temporary = FileOperation.temporary(folder.resolve("check-" + path.getFileName()));
        Files.deleteIfExists(temporary);
        try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            write(content, file);
        } catch (FileAlreadyExistsException e) {
            // another installer checks the same file at the same time
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void apply(FileOperation operation) throws IOException {
        switch (operation) {
            case FileOperation.MakeFolder(Path path) -> makeFolder(path);
            case FileOperation.CopyFile(Path source, Path path, boolean executable) ->
                write(path, executable, Optional.of(Files.getLastModifiedTime(source)), file -> copy(source, file));
            case FileOperation.WriteFile(Path path, String content, boolean executable) ->
                write(
                        path,
                        executable,
                        Optional.empty(),
                        file -> write(content.getBytes(StandardCharsets.ISO_8859_1), file));
            case FileOperation.PutLink(Path path, String target) -> {
                Path temporary = FileOperation.temporary(path);
                Files.deleteIfExists(temporary);
                Files.createSymbolicLink(temporary, Path.of(target));
                move(temporary, path);
            }
            case FileOperation.Rename(Path source, Path path) -> move(source, path);
            case FileOperation.KeepCopy(Path source, Path path) -> linkOrCopy(source, path);
            case FileOperation.RemoveFile(Path path) -> {
                if (Files.deleteIfExists(path)) {
                    syncParent(path);
                }
            }
            case FileOperation.RemoveFolder(Path path) -> removeIfEmpty(path);
            case FileOperation.RemoveTree(Path path) -> removeTree(path);
        }
    }

    private static void makeFolder(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        Path parent = path.getParent();
        if (parent != null) {
            makeFolder(parent);
        }
        try {
            Files.createDirectory(path);
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(path)) {
                return; // another installer has created the folder
            }
            throw e;
        }
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(EXECUTABLE)); // the umask may have removed permissions
        syncParent(path);
    }

    /** Writes the content of a file, in parts if the file may be larger than the heap. */
    private interface Content {
        void writeTo(FileChannel file) throws IOException;
    }

    private static void copy(Path source, FileChannel target) throws IOException {
        try (FileChannel from = FileChannel.open(source, StandardOpenOption.READ)) {
            long size = from.size();
            for (long at = 0; at < size; ) {
                long copied = from.transferTo(at, size - at, target);
                if (copied == 0) {
                    throw new IOException(source + ": has become shorter while it was copied");
                }
                at += copied;
            }
        }
    }

    private static void write(byte[] content, FileChannel target) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(content);
        while (left.hasRemaining()) {
            target.write(left);
        }
    }

    /** @param time the modification time that the file gets; if empty, the time of writing */
    private static void write(Path path, boolean executable, Optional<FileTime> time, Content content)
            throws IOException {
        Path temporary = FileOperation.temporary(path);
        Files.deleteIfExists(temporary);
        try {
            try (FileChannel file =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(file);
                Files.setPosixFilePermissions(
                        temporary, PosixFilePermissions.fromString(executable ? EXECUTABLE : READABLE));
                if (time.isPresent()) {
                    Files.setLastModifiedTime(temporary, time.get());
                }
                file.force(true);
            }
            move(temporary, path);
        } catch (IOException e) {
            Files.deleteIfExists(temporary); // if the disk is full, this frees the space
            throw e;
        }
    }

    private static void move(Path source, Path target) throws IOException {
        try {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
        syncParent(target);
    }

    private static void linkOrCopy(Path source, Path target) throws IOException {
        try {
            Files.createLink(target, source);
            syncParent(target);
        } catch (FileSystemException | UnsupportedOperationException e) {
            // for example, the target exists, or the paths are on two file systems
            copyWithAttributes(source, target);
        }
    }

    private static void copyWithAttributes(Path source, Path target) throws IOException {
        Path temporary = FileOperation.temporary(target);
        Files.deleteIfExists(temporary);
        try {
            Files.copy(source, temporary, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            if (!Files.isSymbolicLink(temporary)) {
                sync(temporary);
            }
            move(temporary, target);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    private static void removeIfEmpty(Path folder) throws IOException {
        try {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && !FileSystemChecks.isMountPoint(folder)
                    && Files.deleteIfExists(folder)) {
                syncParent(folder);
            }
        } catch (DirectoryNotEmptyException e) {
            // the folder contains files of other programs
        }
    }

    private static void removeTree(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (DirectoryNotEmptyException e) {
            throw new IOException("another process writes to this folder", e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        syncParent(folder);
    }

    private static void syncParent(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent != null) {
            sync(parent);
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel opened = FileChannel.open(path, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }
}
