package meta.netlink.libc;

import java.util.concurrent.atomic.AtomicBoolean;

/** An open file descriptor, which is closed only once, because the kernel reuses numbers. Thread-safe. */
public final class Descriptor implements AutoCloseable {
    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param number the number of an open descriptor that only this object closes */
    public Descriptor(int number) {
        this.number = number;
    }

    /**
     * {@return the number, which is valid until the descriptor is closed}
     *
     * @throws IllegalStateException if the descriptor is closed
     */
    public int number() {
        if (closed.get()) {
            throw new IllegalStateException("the descriptor is closed");
        }
        return number;
    }

    public boolean isOpen() {
        return !closed.get();
    }

    /** Closes the descriptor, and ignores errors. Further calls have no effect. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Libc.close(number);
        }
    }
}
