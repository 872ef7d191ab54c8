package meta.netlink.netns;

import java.time.Duration;
import meta.netlink.Errno;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import meta.netlink.netns.NamespaceException.Reason;

/** The right to change a namespace, which one caller at a time has ({@code flock(2)} on the namespace's file). */
public final class NamespaceLock implements AutoCloseable {
    /** {@code flock} waits for ever or not at all, so it is asked again and again. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Descriptor descriptor;

    private NamespaceLock(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** Takes the lock of an open file, which then is the lock's; where it cannot, the file is closed. */
    static NamespaceLock take(String path, Descriptor descriptor, Duration patience) throws NamespaceException {
        try {
            await(path, descriptor, patience);
            return new NamespaceLock(descriptor);
        } catch (NamespaceException e) {
            descriptor.close();
            throw e;
        }
    }

    private static void await(String path, Descriptor descriptor, Duration patience) throws NamespaceException {
        long end = System.nanoTime() + patience.toNanos();
        int result = tryLock(descriptor);
        while (result == -Errno.EAGAIN.number() || result == -Errno.EINTR.number()) {
            if (System.nanoTime() - end >= 0) {
                throw new NamespaceException(
                        Reason.LOCKED, path + ": still locked by another call after " + patience.toMillis() + " ms");
            }
            pause(path);
            result = tryLock(descriptor);
        }
        if (result < 0) {
            throw NamespaceException.refused(path, "flock", Errno.of(-result));
        }
    }

    private static int tryLock(Descriptor descriptor) {
        return Libc.flock(descriptor.number(), Libc.LOCK_EX | Libc.LOCK_NB);
    }

    private static void pause(String path) throws NamespaceException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NamespaceException(Reason.LOCKED, path + ": interrupted while another call holds its lock");
        }
    }

    /** Gives the right back. */
    @Override
    public void close() {
        descriptor.close();
    }
}
