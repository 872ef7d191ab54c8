package meta.launcher.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * A lock that lets only one agent at a time use a socket path. The kernel releases the lock when the process ends.
 *
 * <p>The lock file has the path of the socket with the suffix {@code .lock}. Closing leaves the file.
 */
final class InstanceLock implements AutoCloseable {
    private static final int FILE_TYPE = 0170000; // S_IFMT, inode(7)
    private static final int SOCKET = 0140000; // S_IFSOCK

    private final Path socket;
    private final FileChannel file;

    private InstanceLock(Path socket, FileChannel file) {
        this.socket = socket;
        this.file = file;
    }

    /**
     * {@return the lock, which the caller closes} Creates a missing folder of the socket, with access for its owner only.
     *
     * @throws IOException if another agent holds the lock, or the folder or the lock file cannot be used
     */
    static InstanceLock acquire(Path socket) throws IOException {
        Path folder = socket.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path lockFile = Path.of(socket + ".lock");
        FileChannel file = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (tryLock(file) == null) {
                throw new IOException(lockFile + " is locked: another agent listens at " + socket);
            }
            return new InstanceLock(socket, file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // the other agent is in this process, and loses its lock when this file is closed (fcntl(2))
        }
    }

    /**
     * Removes the file of the socket, if it exists.
     *
     * @throws IOException if the file is not a socket, or cannot be removed
     */
    void removeSocket() throws IOException {
        try {
            int mode = (Integer) Files.getAttribute(socket, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            if ((mode & FILE_TYPE) != SOCKET) {
                throw new IOException(socket + ": the file exists and is not a socket");
            }
            Files.deleteIfExists(socket);
        } catch (NoSuchFileException e) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
