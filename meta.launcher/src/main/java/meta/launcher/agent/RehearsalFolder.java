package meta.launcher.agent;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import meta.core.cni.JsonValue.JsonString;
import org.jspecify.annotations.Nullable;

/** The folder with the files of a rehearsal. Closing deletes the folder. */
record RehearsalFolder(Path path) implements AutoCloseable {
    private static final String SUFFIX = ".rehearsal";

    /**
     * {@return a new folder, which the caller closes, beside the agent's socket} An existing folder is deleted first.
     *
     * @param socket the path of the agent's socket; the process must hold the {@link InstanceLock} of this path
     * @throws IOException if the folder or its file cannot be created, or an existing folder cannot be deleted
     */
    static RehearsalFolder beside(Path socket) throws IOException {
        RehearsalFolder folder = new RehearsalFolder(Path.of(socket.toAbsolutePath() + SUFFIX));
        folder.close();
        Files.createDirectory(
                folder.path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createFile(
                folder.defaults(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        String allowed = new JsonString(folder.path.toString()).toString(); // by default, no log may be below /run
        Files.writeString(folder.defaults(), "{\"log_folders\": [" + allowed + "]}");
        return folder;
    }

    Path log() {
        return path.resolve("log");
    }

    /** {@return the path of a folder that does not exist: the sample calls use no third-party steps} */
    Path steps() {
        return path.resolve("steps.d");
    }

    /** {@return the file with the defaults of the node for the sample calls} */
    Path defaults() {
        return path.resolve("defaults.json");
    }

    Path attachments() {
        return path.resolve("attachments");
    }

    Path locks() {
        return path.resolve("locks");
    }

    @Override
    public void close() throws IOException {
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (NoSuchFileException e) {
            return;
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
