package meta.netlink.libc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The open files that have come over a connection and were not taken yet, in the order in which they came ({@code SCM_RIGHTS}). They are
 * closed with it. One thread at a time may use it.
 */
public final class PassedFiles implements AutoCloseable {
    private final Deque<Descriptor> files = new ArrayDeque<>();
    private boolean lost;

    void add(Descriptor file) {
        files.add(file);
    }

    void lose() {
        lost = true;
    }

    /** {@return the next one, which is the caller's to close from now on; empty where there is none more} */
    public Optional<Descriptor> take() {
        return Optional.ofNullable(files.pollFirst());
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    /**
     * {@return whether the kernel has dropped some ({@code MSG_CTRUNC}): the other end has sent more than are here, since this process had
     * no descriptor left}
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
