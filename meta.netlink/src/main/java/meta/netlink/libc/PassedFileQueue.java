package meta.netlink.libc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A queue of the open files that the peer of a connection has passed ({@code SCM_RIGHTS}). {@link #close} closes the files in the queue,
 * and files that are added later. Thread-safe.
 */
public final class PassedFileQueue implements AutoCloseable {
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

    /**
     * Removes the next file from the queue.
     *
     * @return the file, which the caller must close; empty if the queue is empty
     */
    public synchronized Optional<Descriptor> take() {
        return Optional.ofNullable(files.pollFirst());
    }

    public synchronized boolean isEmpty() {
        return files.isEmpty();
    }

    /** {@return whether the kernel has dropped files that the peer passed ({@code MSG_CTRUNC})} */
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
