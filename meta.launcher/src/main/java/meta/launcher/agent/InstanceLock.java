package meta.launcher.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The right to be the agent at a path. It is a lock that the kernel takes back when the process ends, however it ends, so that a socket that
 * is there without its agent is known to be a left-over.
 */
final class InstanceLock implements AutoCloseable {
    private final Path socket;
    private final FileChannel file;

    private InstanceLock(Path socket, FileChannel file) {
        this.socket = socket;
        this.file = file;
    }

    /**
     * Takes the right, and takes away what an agent before has left at the path.
     *
     * @throws IOException where another agent has it, or something else than a socket is at the path
     */
    static InstanceLock at(Path socket) throws IOException {
        Path folder = socket.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path lockFile = Path.of(socket + ".lock");
        FileChannel file = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        InstanceLock right = new InstanceLock(socket, file);
        try {
            if (lock(file) == null) {
                throw new IOException(lockFile + " is locked: another agent listens at " + socket);
            }
            right.clear();
            return right;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // the other agent is in this very process
        }
    }

    /** Takes the socket's file away: who has not connected yet does without an agent. */
    void clear() throws IOException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        int mode = (Integer) Files.getAttribute(socket, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        if ((mode & 0170000) != 0140000) { // S_IFMT, S_IFSOCK
            throw new IOException(socket + ": is there, and is no socket");
        }
        Files.delete(socket);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
