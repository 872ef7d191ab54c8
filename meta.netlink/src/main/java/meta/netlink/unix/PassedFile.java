package meta.netlink.unix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import meta.netlink.libc.Descriptor;

/** An open file that another process has passed ({@code SCM_RIGHTS}). The receiver closes it, or releases it to another owner. */
public final class PassedFile implements AutoCloseable {
    private final Descriptor descriptor;
    private boolean released;

    PassedFile(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * {@return the descriptor number, which the caller must close from now on}
     *
     * @throws IllegalStateException if it is closed or already released
     */
    public int release() {
        if (released) {
            throw new IllegalStateException("the file is released");
        }
        released = true;
        return descriptor.number();
    }

    /**
     * {@return a unique identifier of the file, equal for all open files of the same file: its device and inode}
     *
     * @throws IOException if the kernel refuses
     */
    public Object identity() throws IOException {
        Path opened = Path.of("/proc/self/fd/" + descriptor.number());
        return Objects.requireNonNull(
                Files.readAttributes(opened, BasicFileAttributes.class).fileKey());
    }

    @Override
    public void close() {
        if (!released) {
            descriptor.close();
        }
    }
}
