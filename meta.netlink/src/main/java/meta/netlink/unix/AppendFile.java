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

/**
 * An open file to which bytes are appended. The methods refer to this file even if its path now leads to another file. After {@link
 * #close}, they throw {@link IllegalStateException}.
 */
public final class AppendFile implements AutoCloseable {
    private static final int FLAGS = Libc.O_RDWR | Libc.O_APPEND | Libc.O_NONBLOCK | Libc.O_CLOEXEC;

    private final Descriptor descriptor;

    private AppendFile(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * The attributes of the open file.
     *
     * @param owner the id of the user that owns the file
     * @param links the number of hard links to the file; 0 if the file was deleted
     * @param size the size in bytes
     * @param key an identifier that no other file has while this file exists ({@link java.nio.file.attribute.BasicFileAttributes#fileKey})
     * @param created the time when the file was created; if the file system does not record it, the time of the last modification
     * @param path the current path of the file, without symbolic links; ends with {@code " (deleted)"} if the file was deleted
     */
    public record Status(boolean regular, int owner, int links, long size, Object key, Instant created, Path path) {}

    /**
     * Opens a file, and creates it if it does not exist.
     *
     * @param mode the permissions of a created file, from which the kernel removes the bits of the process's umask
     * @return the open file, which the caller must close
     * @throws IOException if the file cannot be opened, or the last component of the path is a symbolic link
     */
    public static AppendFile open(Path path, int mode) throws IOException {
        int number = Libc.create(path.toString(), FLAGS, mode);
        if (number < 0) {
            throw new IOException(path + ": " + Errno.of(-number));
        }
        return new AppendFile(new Descriptor(number));
    }

    /**
     * {@return the current attributes of the open file}
     *
     * @throws IOException if the attributes cannot be read
     */
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
     * {@return the first bytes of the file; fewer if the file is shorter}
     *
     * @param most the maximum number of bytes, at least 1
     * @throws IOException if the kernel cannot read the file from its beginning
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
     * Appends bytes with one {@code write(2)}. In a regular file, Linux then writes no bytes of other processes between these bytes.
     *
     * @throws IOException if the kernel has not written all bytes
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
     * @return whether this object now holds the exclusive lock; false after any failure
     */
    public boolean tryLock() {
        return Libc.flock(descriptor.number(), Libc.LOCK_EX | Libc.LOCK_NB) == 0;
    }

    /** Releases the lock, if this object holds it. */
    public void unlock() {
        Libc.flock(descriptor.number(), Libc.LOCK_UN);
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
