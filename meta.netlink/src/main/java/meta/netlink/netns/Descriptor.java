package meta.netlink.netns;

import java.util.concurrent.atomic.AtomicBoolean;
import meta.netlink.Errno;
import meta.netlink.libc.Libc;
import meta.netlink.netns.NamespaceException.Reason;

/** An open file, closed once. */
final class Descriptor implements AutoCloseable {
    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Descriptor(int number) {
        this.number = number;
    }

    /** Opens a file to be read. O_NONBLOCK, since a pipe in its place would keep us waiting for a writer. */
    static Descriptor open(String path) throws NamespaceException {
        int result = Libc.open(path, Libc.O_RDONLY | Libc.O_CLOEXEC | Libc.O_NONBLOCK);
        if (result >= 0) {
            return new Descriptor(result);
        }
        Errno errno = Errno.of(-result);
        if (errno.equals(Errno.ENOENT) || errno.equals(Errno.ENOTDIR)) {
            throw new NamespaceException(Reason.MISSING, path + ": does not exist");
        }
        throw new NamespaceException(Reason.REFUSED, path + ": open: " + errno);
    }

    int number() {
        return number;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) { // a second time, the number could be another file's
            Libc.close(number);
        }
    }
}
