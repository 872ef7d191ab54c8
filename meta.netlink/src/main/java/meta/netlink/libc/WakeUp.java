package meta.netlink.libc;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends waits in {@code poll(2)} by a descriptor ({@code eventfd(2)}) that the waiting thread polls. Thread-safe. After {@link #close},
 * {@link #set} and {@link #clear} have no effect.
 */
public final class WakeUp implements AutoCloseable {
    private static final NativeFunction EVENTFD = new NativeFunction("eventfd", 2);

    private final Descriptor descriptor;
    private final AtomicBoolean set = new AtomicBoolean();

    private WakeUp(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Creates a descriptor for {@link #of}.
     *
     * @return the descriptor, or the negated errno
     */
    public static int create() {
        return EVENTFD.call(0, Libc.O_CLOEXEC | Libc.O_NONBLOCK);
    }

    /**
     * {@return a new object, which closes the descriptor in {@link #close}}
     *
     * @param number a descriptor of {@link #create}
     */
    public static WakeUp of(int number) {
        return new WakeUp(new Descriptor(number));
    }

    /** Makes the descriptor readable until {@link #clear}. */
    public synchronized void set() {
        if (descriptor.isOpen() && set.compareAndSet(false, true)) {
            Libc.write(descriptor.number(), new byte[] {1, 0, 0, 0, 0, 0, 0, 1}); // a number > 0 in both byte orders
        }
    }

    /** Makes the descriptor unreadable until the next {@link #set}. */
    public synchronized void clear() {
        if (descriptor.isOpen() && set.compareAndSet(true, false)) {
            try (NativeBuffer value = new NativeBuffer(Long.BYTES)) {
                ByteBuffer counter = value.bytes();
                Libc.read(descriptor.number(), counter);
            }
        }
    }

    /**
     * {@return the number of the descriptor}
     *
     * @throws IllegalStateException after {@link #close}
     */
    public int number() {
        return descriptor.number();
    }

    @Override
    public synchronized void close() {
        descriptor.close();
    }
}
