package meta.netlink.libc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The open files that the peer of a connection has passed ({@code SCM_RIGHTS}), in the order of their arrival. {@link #close} closes the files that
 * were not taken and each file that arrives afterwards. Thread-safe.
 */
public final class PassedFiles implements AutoCloseable {
    private final Deque<Descriptor> files = new ArrayDeque<>();
    private boolean lost;
    private boolean closed;

    synchronized void add(Descriptor file) {
        if (closed) {
            file.close();
        } else {
            files.add(file);
        }
    }

    synchronized void lose() {
        lost = true;
    }

    /** {@return the next file, which the caller must close; empty if there is none} */
    public synchronized Optional<Descriptor> take() {
        return Optional.ofNullable(files.pollFirst());
    }

    public synchronized boolean isEmpty() {
        return files.isEmpty();
    }

    /** {@return whether the kernel has ever dropped passed files ({@code MSG_CTRUNC})} */
    public synchronized boolean hasLost() {
        return lost;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!files.isEmpty()) {
            files.removeFirst().close();
        }
    }
}
