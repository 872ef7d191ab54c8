package meta.netlink.libc;

import java.util.concurrent.atomic.AtomicBoolean;

/** A file descriptor that is closed only once. Afterwards its number cannot be obtained, because the kernel reuses it for another file. */
public final class Descriptor implements AutoCloseable {
    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param number an open descriptor, which this object closes */
    public Descriptor(int number) {
        this.number = number;
    }

    /**
     * {@return the number}
     *
     * @throws IllegalStateException if it is closed
     */
    public int number() {
        if (closed.get()) {
            throw new IllegalStateException("the descriptor is closed");
        }
        return number;
    }

    /** {@return whether it is open} */
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
