package meta.netlink.libc;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A file descriptor that is closed only once. After {@link #close}, {@link #number} throws, because the kernel reuses the number for other files.
 * Any thread may close it.
 */
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
     * @throws IllegalStateException if the descriptor is closed
     */
    public int number() {
        if (closed.get()) {
            throw new IllegalStateException("the descriptor is closed");
        }
        return number;
    }

    /** {@return whether {@link #close} was not called yet} */
    public boolean isOpen() {
        return !closed.get();
    }

    /** Closes the descriptor; has no effect if it is already closed. Ignores errors of {@code close(2)}. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Libc.close(number);
        }
    }
}
