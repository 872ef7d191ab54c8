package meta.netlink.unix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import meta.netlink.Errno;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import meta.netlink.libc.NativeBuffer;

/** A file that is open for appending. All methods refer to the open file, even if its path now leads to another file. */
public final class AppendFile implements AutoCloseable {
    private static final int FLAGS = Libc.O_RDWR | Libc.O_APPEND | Libc.O_NONBLOCK | Libc.O_CLOEXEC;

    private final Descriptor descriptor;

    private AppendFile(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * The attributes of the open file.
     *
     * @param owner a user id
     * @param links the number of hard links
     * @param size in bytes
     * @param key an identifier that no other file has while this file exists ({@link java.nio.file.attribute.BasicFileAttributes#fileKey})
     * @param created the time of the creation, or of the last modification if the file system does not record the creation
     * @param path without symbolic links; ends with {@code " (deleted)"} if the file was deleted
     */
    public record Status(boolean regular, int owner, int links, long size, Object key, Instant created, Path path) {}

    /**
     * Opens a file, and creates it if it does not exist. Does not follow a symbolic link in the last component of the path, and does not wait for the
     * reader of a pipe.
     *
     * @param mode the permissions of a created file, without those in the process's umask
     * @return the open file, which the caller must close
     * @throws IOException if the kernel refuses; the message contains the path
     */
    public static AppendFile open(Path path, int mode) throws IOException {
        int number = Libc.create(path.toString(), FLAGS, mode);
        if (number < 0) {
            throw new IOException(path + ": " + Errno.of(-number));
        }
        return new AppendFile(new Descriptor(number));
    }

    public Status status() throws IOException {
        Path opened = Path.of("/proc/self/fd", Integer.toString(descriptor.number()));
        BasicFileAttributes known = Files.readAttributes(opened, BasicFileAttributes.class);
        return new Status(
                known.isRegularFile(),
                (int) Files.getAttribute(opened, "unix:uid"),
                (int) Files.getAttribute(opened, "unix:nlink"),
                known.size(),
                known.fileKey(),
                known.creationTime().toInstant(),
                Files.readSymbolicLink(opened));
    }

    /**
     * {@return the first bytes of the file; fewer than {@code most} if the file is shorter}
     *
     * @param most at least 1
     * @throws IOException if the kernel refuses, as for a pipe
     */
    public byte[] start(int most) throws IOException {
        try (NativeBuffer buffer = new NativeBuffer(most)) {
            int length = Libc.readBeginning(descriptor.number(), buffer.bytes());
            if (length < 0) {
                throw new IOException("read: " + Errno.of(-length));
            }
            byte[] bytes = new byte[length];
            buffer.bytes().get(0, bytes);
            return bytes;
        }
    }

    /**
     * Appends bytes with one {@code write(2)}, which Linux does not mix with those of other processes.
     *
     * @throws IOException if the kernel refuses, or has written only some of the bytes
     */
    public void append(byte[] bytes) throws IOException {
        int written = Libc.write(descriptor.number(), bytes);
        if (written != bytes.length) {
            throw new IOException(
                    "write: " + (written < 0 ? Errno.of(-written) : written + " bytes of " + bytes.length));
        }
    }

    /**
     * Tries to lock the file ({@code flock(2)}) without waiting. The lock ends with {@link #unlock} or {@link #close}.
     *
     * @return whether this open file now has the exclusive lock; false for every failure
     */
    public boolean tryLock() {
        return Libc.flock(descriptor.number(), Libc.LOCK_EX | Libc.LOCK_NB) == 0;
    }

    /** Releases the lock. Has no effect without a lock. */
    public void unlock() {
        Libc.flock(descriptor.number(), Libc.LOCK_UN);
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
