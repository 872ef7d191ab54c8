package meta.netlink.unix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import meta.netlink.libc.Descriptor;

/** An open file that another process has handed to this one: whoever takes it closes it, or releases it to who does. */
public final class PassedFile implements AutoCloseable {
    private final Descriptor descriptor;
    private boolean released;

    PassedFile(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * {@return the number of the open file, which is the caller's to close from now on}
     *
     * @throws IllegalStateException where it is closed or another's already
     */
    public int release() {
        if (released) {
            throw new IllegalStateException("is another's");
        }
        released = true;
        return descriptor.number();
    }

    /**
     * {@return what tells the file from any other, and equals that of the same file opened another time: its device and inode}
     *
     * @throws IOException where the kernel does not tell it
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
