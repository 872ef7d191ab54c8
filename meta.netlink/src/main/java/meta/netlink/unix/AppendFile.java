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
 * A file that is opened once to be appended to. A link in the last place of its path is not followed, and a pipe does not keep the caller
 * waiting. What is told about the file is about the one that was opened, whatever its path leads to by then.
 */
public final class AppendFile implements AutoCloseable {
    private static final int FLAGS = Libc.O_RDWR | Libc.O_APPEND | Libc.O_NONBLOCK | Libc.O_CLOEXEC;

    private final Descriptor descriptor;

    private AppendFile(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * What is known of the opened file.
     *
     * @param regular whether it is a regular file, and no pipe, device or folder
     * @param owner the id of the user that it belongs to
     * @param links how many names it has
     * @param size in bytes
     * @param key tells it from every other file ({@link java.nio.file.attribute.BasicFileAttributes#fileKey})
     * @param created when it was made
     * @param path where it is, without links on the way
     */
    public record Status(boolean regular, int owner, int links, long size, Object key, Instant created, Path path) {}

    /**
     * Opens a file, or makes it where there is none.
     *
     * @param mode the permissions of a file that is made
     * @throws IOException where that is refused, naming path and errno; ELOOP is a link
     */
    public static AppendFile open(Path path, int mode) throws IOException {
        int number = Libc.create(path.toString(), FLAGS, mode);
        if (number < 0) {
            throw new IOException(path + ": " + Errno.of(-number));
        }
        return new AppendFile(new Descriptor(number));
    }

    /** {@return what is known of it now} */
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

    /** {@return its first bytes} */
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

    /** Appends bytes by one write, which Linux does not mix with another's. */
    public void append(byte[] bytes) throws IOException {
        int written = Libc.write(descriptor.number(), bytes);
        if (written != bytes.length) {
            throw new IOException(
                    "write: " + (written < 0 ? Errno.of(-written) : written + " bytes of " + bytes.length));
        }
    }

    /** {@return whether it is locked now, for whoever has opened it this way} */
    public boolean tryLock() {
        return Libc.flock(descriptor.number(), Libc.LOCK_EX | Libc.LOCK_NB) == 0;
    }

    public void unlock() {
        Libc.flock(descriptor.number(), Libc.LOCK_UN);
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
