package meta.netlink.libc;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A block of native memory that {@link #close} frees. The memory of a {@linkplain ByteBuffer#allocateDirect direct buffer} would wait for
 * the garbage collector.
 */
public final class NativeBuffer implements AutoCloseable {
    private static final MemoryIO MEMORY = MemoryIO.getInstance();

    private final long address;
    private final ByteBuffer bytes;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Allocates uninitialized memory.
     *
     * @param size the size in bytes, at least 1
     * @throws OutOfMemoryError if the C library has no memory of this size
     */
    public NativeBuffer(int size) {
        address = MEMORY.allocateMemory(size, false);
        if (address == 0) {
            throw new OutOfMemoryError(size + " bytes of native memory");
        }
        bytes = MEMORY.newDirectByteBuffer(address, size).order(ByteOrder.nativeOrder());
    }

    /**
     * {@return the memory as a direct buffer in native byte order, always the same; it must not be accessed after {@link #close}}
     *
     * @throws IllegalStateException after {@link #close}
     */
    public ByteBuffer bytes() {
        if (closed.get()) {
            throw new IllegalStateException("the buffer is closed");
        }
        return bytes;
    }

    /** Frees the memory. Further calls have no effect. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            MEMORY.freeMemory(address);
        }
    }
}
