package meta.netlink.libc;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Memory outside the Java heap that {@link #close} frees.
 *
 * <p>The memory of a {@linkplain ByteBuffer#allocateDirect direct buffer} is freed only by the garbage collector. The collector does not count
 * that memory, so that a process that allocates many direct buffers grows.
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
     * {@return all of the memory as a direct buffer in native byte order}
     *
     * <p>Each call returns the same object. The caller must not access the buffer after {@link #close}, because the memory is then freed.
     *
     * @throws IllegalStateException if the memory is already freed
     */
    public ByteBuffer bytes() {
        if (closed.get()) {
            throw new IllegalStateException("the buffer is closed");
        }
        return bytes;
    }

    /** Frees the memory; has no effect if it is already freed. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            MEMORY.freeMemory(address);
        }
    }
}
