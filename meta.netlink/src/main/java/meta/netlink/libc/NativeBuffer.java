package meta.netlink.libc;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Memory outside the Java heap, freed by {@link #close}.
 *
 * <p>Only the garbage collector frees the memory of a direct buffer, and it does not take that memory into account: a process that
 * allocates many direct buffers grows.
 */
public final class NativeBuffer implements AutoCloseable {
    private static final MemoryIO MEMORY = MemoryIO.getInstance();

    private final long address;
    private final ByteBuffer bytes;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Allocates at least 1 byte of uninitialized memory.
     *
     * @throws OutOfMemoryError if the memory is exhausted
     */
    public NativeBuffer(int size) {
        address = MEMORY.allocateMemory(size, false);
        if (address == 0) {
            throw new OutOfMemoryError(size + " bytes of native memory");
        }
        bytes = MEMORY.newDirectByteBuffer(address, size).order(ByteOrder.nativeOrder());
    }

    /** {@return all of the memory, in the machine's byte order; the caller must not access it after {@link #close}} */
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
