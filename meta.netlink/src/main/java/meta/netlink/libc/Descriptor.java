package meta.netlink.libc;

import java.util.concurrent.atomic.AtomicBoolean;

/** The number of an open file, which is closed once and not used afterwards: it could be another file's then. */
public final class Descriptor implements AutoCloseable {
    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();

    public Descriptor(int number) {
        this.number = number;
    }

    /**
     * {@return the number}
     *
     * @throws IllegalStateException where the file is closed
     */
    public int number() {
        if (closed.get()) {
            throw new IllegalStateException("is closed");
        }
        return number;
    }

    /** {@return whether it is not closed yet} */
    public boolean isOpen() {
        return !closed.get();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Libc.close(number);
        }
    }
}
