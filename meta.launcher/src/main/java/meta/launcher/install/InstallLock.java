package meta.launcher.install;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lock that allows only one process at a time to change an installation. The kernel releases it when the process ends for any reason.
 * Closing releases the lock, and leaves its file.
 */
final class InstallLock implements AutoCloseable {
    private final FileChannel file;

    private InstallLock(FileChannel file) {
        this.file = file;
    }

    /**
     * {@return the lock, which the caller closes} Creates the folders {@code PREFIX} and {@code PREFIX/versions} if they do not exist. Does
     * not wait for another process.
     *
     * @throws InstallException if another process or thread holds the lock, or its file cannot be created
     */
    static InstallLock acquire(Layout layout) throws InstallException {
        FileApplier.apply(List.of(new FileOperation.MakeFolder(layout.versions())));
        Path path = layout.lock();
        try {
            FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(file) == null || !Files.exists(path)) { // an uninstall has removed the opened file
                file.close();
                throw new InstallException(
                        path + ": another installation, rollback or removal runs; repeat this when it has ended");
            }
            return new InstallLock(file);
        } catch (FileSystemException e) {
            throw InstallException.of(path, e);
        } catch (IOException e) {
            throw new InstallException(path + ": " + e.getMessage());
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another thread of this process
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // the kernel has released the lock
        }
    }
}
