package meta.netlink.libc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The open files that the peer of a connection has passed ({@code SCM_RIGHTS}) and that were not taken yet, in the order of their arrival.
 * {@link #close} closes them. One thread at a time may use an instance.
 */
public final class PassedFiles implements AutoCloseable {
    private final Deque<Descriptor> files = new ArrayDeque<>();
    private boolean lost;

    void add(Descriptor file) {
        files.add(file);
    }

    /** Records that the kernel has dropped passed files. */
    void lose() {
        lost = true;
    }

    /** {@return the next file, which the caller must close; empty if there is none} */
    public Optional<Descriptor> take() {
        return Optional.ofNullable(files.pollFirst());
    }

    /** {@return whether {@link #take} would return no file} */
    public boolean isEmpty() {
        return files.isEmpty();
    }

    /**
     * {@return whether the kernel has ever dropped passed files ({@code MSG_CTRUNC}), because this process had no descriptor left or more than 8
     * files arrived at once}
     */
    public boolean hasLost() {
        return lost;
    }

    @Override
    public void close() {
        while (!files.isEmpty()) {
            files.removeFirst().close();
        }
    }
}
