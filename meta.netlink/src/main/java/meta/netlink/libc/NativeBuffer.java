package meta.netlink.libc;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Memory outside the Java heap that {@link #close} frees.
 *
 * <p>The memory of a direct buffer is freed only by the garbage collector. The collector does not take that memory into account, so that a
 * process that allocates many direct buffers grows.
 */
public final class NativeBuffer implements AutoCloseable {
    private static final MemoryIO MEMORY = MemoryIO.getInstance();

    private final long address;
    private final ByteBuffer bytes;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Allocates uninitialized memory.
     *
     * @param size the number of bytes, at least 1
     * @throws OutOfMemoryError if the memory is exhausted
     */
    public NativeBuffer(int size) {
        address = MEMORY.allocateMemory(size, false);
        if (address == 0) {
            throw new OutOfMemoryError(size + " bytes of native memory");
        }
        bytes = MEMORY.newDirectByteBuffer(address, size).order(ByteOrder.nativeOrder());
    }

    /**
     * {@return the same buffer for each call: all of the memory, in native byte order; the caller must not access it after {@link #close}}
     *
     * @throws IllegalStateException if this is closed
     */
    public ByteBuffer bytes() {
        if (closed.get()) {
            throw new IllegalStateException("the buffer is closed");
        }
        return bytes;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            MEMORY.freeMemory(address);
        }
    }
}
