package meta.netlink.libc;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A file that any thread can make readable, to end the {@code poll(2)} of another thread ({@code eventfd(2)}). {@link #set} and {@link #clear} have
 * no effect after {@link #close}.
 */
public final class WakeUp implements AutoCloseable {
    private static final NativeFunction EVENTFD = new NativeFunction("eventfd", 2);

    private final Descriptor descriptor;
    private final AtomicBoolean set = new AtomicBoolean();

    private WakeUp(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** {@return the number of a new descriptor for {@link #of}, or the negated errno} */
    public static int create() {
        return EVENTFD.call(0, Libc.O_CLOEXEC | Libc.O_NONBLOCK);
    }

    /** {@return an object for a descriptor of {@link #create}, which the object closes} */
    public static WakeUp of(int number) {
        return new WakeUp(new Descriptor(number));
    }

    /** Makes the file readable. */
    public synchronized void set() {
        if (descriptor.isOpen() && set.compareAndSet(false, true)) {
            Libc.write(descriptor.number(), new byte[] {1, 0, 0, 0, 0, 0, 0, 1}); // not 0 in either byte order
        }
    }

    /** Makes the file unreadable again. */
    public synchronized void clear() {
        if (descriptor.isOpen() && set.compareAndSet(true, false)) {
            try (NativeBuffer value = new NativeBuffer(Long.BYTES)) {
                ByteBuffer counter = value.bytes();
                Libc.read(descriptor.number(), counter);
            }
        }
    }

    /** {@return the number of the descriptor} */
    public int number() {
        return descriptor.number();
    }

    @Override
    public synchronized void close() {
        descriptor.close();
    }
}
