package meta.netlink.unix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import meta.netlink.libc.Descriptor;

/** An open file that another process has passed ({@code SCM_RIGHTS}). The receiver must close or {@linkplain #release release} it. */
public final class PassedFile implements AutoCloseable {
    private final Descriptor descriptor;
    private boolean released;

    PassedFile(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** {@return the number of the descriptor, which the caller must close; {@link #close} then has no effect} */
    public int release() {
        if (released) {
            throw new IllegalStateException("the file is released");
        }
        released = true;
        return descriptor.number();
    }

    /**
     * {@return the device and inode of the file; two descriptors of one file have equal identities}
     *
     * @throws IOException if the file's attributes cannot be read
     */
    public Object identity() throws IOException {
        Path opened = Path.of("/proc/self/fd/" + descriptor.number());
        return Objects.requireNonNull(
                Files.readAttributes(opened, BasicFileAttributes.class).fileKey());
    }

    /** Closes the file. Has no effect if the file is closed or released. */
    @Override
    public void close() {
        if (!released) {
            descriptor.close();
        }
    }
}
