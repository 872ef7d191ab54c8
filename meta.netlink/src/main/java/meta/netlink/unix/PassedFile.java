package meta.netlink.unix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import meta.netlink.libc.Descriptor;

/**
 * An open file that another process has passed to this process ({@code SCM_RIGHTS}). The receiver must {@linkplain #close close} or
 * {@linkplain #release release} it. Not thread-safe.
 */
public final class PassedFile implements AutoCloseable {
    private final Descriptor descriptor;
    private boolean released;

    PassedFile(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * {@return the number of the descriptor, which the caller must close; from now on, {@link #close} has no effect}
     *
     * @throws IllegalStateException if the file was released or closed before
     */
    public int release() {
        if (released) {
            throw new IllegalStateException("the file is released");
        }
        released = true;
        return descriptor.number();
    }

    /**
     * {@return an object that is equal for two descriptors of one file}
     *
     * <p>Must not be called after {@link #release}, because the number may then belong to another file.
     *
     * @throws IOException if the file's attributes cannot be read
     * @throws IllegalStateException if the file was closed before
     */
    public Object identity() throws IOException {
        Path opened = Path.of("/proc/self/fd/" + descriptor.number());
        return Objects.requireNonNull(
                Files.readAttributes(opened, BasicFileAttributes.class).fileKey());
    }

    /** Closes the file, unless it was closed or released before. */
    @Override
    public void close() {
        if (!released) {
            descriptor.close();
        }
    }
}
