package meta.netlink.libc;

import java.util.concurrent.atomic.AtomicBoolean;

/** An open file descriptor that is closed at most once, so that a number that the kernel has reused is not closed. Any thread may close it. */
public final class Descriptor implements AutoCloseable {
    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param number the number of an open descriptor; from now on, only this object may close the descriptor */
    public Descriptor(int number) {
        this.number = number;
    }

    /**
     * {@return the number of the open descriptor}
     *
     * @throws IllegalStateException if the descriptor is closed, because the kernel may have reused the number
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
