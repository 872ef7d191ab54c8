package meta.netlink.libc;

import java.util.concurrent.atomic.AtomicBoolean;

/** A file descriptor that is closed only once. Any thread may close it. */
public final class Descriptor implements AutoCloseable {
    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param number an open descriptor, which this object closes */
    public Descriptor(int number) {
        this.number = number;
    }

    /**
     * {@return the open descriptor's number}
     *
     * @throws IllegalStateException if the descriptor is closed; the kernel reuses the number
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

    /** Closes the descriptor. Ignores errors of {@code close(2)}. Further calls have no effect. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Libc.close(number);
        }
    }
}
