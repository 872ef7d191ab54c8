package meta.netlink.unix;

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

    @Override
    public void close() {
        if (!released) {
            descriptor.close();
        }
    }
}
