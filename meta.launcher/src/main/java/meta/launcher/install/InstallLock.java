package meta.launcher.install;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import meta.netlink.unix.IoErrorText;

/** The lock that a process must hold while it changes an installation. The kernel releases the lock when the process ends. */
final class InstallLock implements AutoCloseable {
    private final FileChannel file;

    private InstallLock(FileChannel file) {
        this.file = file;
    }

    /**
     * {@return the lock, which the caller must close} Does not wait. Creates missing folders down to {@code PREFIX/versions}.
     *
     * @throws InstallException if another process or thread holds the lock, an uninstall has just removed the lock file, or a file or
     *     folder cannot be created, opened or locked
     */
    static InstallLock acquire(Layout layout) throws InstallException {
        FileApplier.apply(List.of(new FileOperation.MakeFolder(layout.versions())));
        Path path = layout.lock();
        try {
            Object before = createIfMissing(path);
            InstallLock lock = new InstallLock(FileChannel.open(path, StandardOpenOption.WRITE));
            boolean isHeld = false;
            try {
                // an uninstall may have removed the opened file, and another process may have created a new file
                isHeld = lock.tryLock() && key(path).equals(before);
            } finally {
                if (!isHeld) {
                    lock.close();
                }
            }
            if (!isHeld) {
                throw busy(path);
            }
            return lock;
        } catch (NoSuchFileException e) { // an uninstall has removed the file
            throw busy(path);
        } catch (FileSystemException e) {
            throw InstallException.of(path, e);
        } catch (IOException e) {
            throw new InstallException(new IoErrorText(e).at(path));
        }
    }

    private static InstallException busy(Path path) {
        return new InstallException(path
                + ": another installation, rollback or uninstall is running; repeat this command when it has ended");
    }

    /** {@return the device and inode number of the file} */
    private static Object createIfMissing(Path path) throws IOException {
        try {
            Files.createFile(path);
        } catch (FileAlreadyExistsException e) {
            // an earlier process has left the file, or another process holds the lock
        }
        return key(path);
    }

    private static Object key(Path path) throws IOException {
        return Files.readAttributes(path, "unix:dev,ino");
    }

    private boolean tryLock() throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) { // another thread of this process holds the lock
            return false;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // the kernel releases the lock all the same
        }
    }
}
