package meta.netlink.libc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The open files that the peer of a connection has passed ({@code SCM_RIGHTS}) and that were not taken yet, in the order of their arrival.
 * {@link #close} closes them, and each file that arrives afterwards is closed at once: any thread may close an instance while another one
 * receives.
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

    /** Records that the kernel has dropped passed files. */
    synchronized void lose() {
        lost = true;
    }

    /** {@return the next file, which the caller must close; empty if there is none} */
    public synchronized Optional<Descriptor> take() {
        return Optional.ofNullable(files.pollFirst());
    }

    /** {@return whether {@link #take} would return no file} */
    public synchronized boolean isEmpty() {
        return files.isEmpty();
    }

    /**
     * {@return whether the kernel has ever dropped passed files ({@code MSG_CTRUNC}), because this process had no descriptor left or more than 8
     * files arrived at once}
     */
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
