package meta.netlink.netns;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import meta.netlink.Errno;
import meta.netlink.libc.Deadline;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import meta.netlink.unix.OwnPath;
import org.jspecify.annotations.Nullable;

/**
 * A directory of lock files, one for each locked network namespace, named by {@link NetworkNamespace#identity()}.
 *
 * <p>The namespace's own file is not suitable as a lock: every process in the namespace can open and lock it. The directory (mode 0700) and
 * its files (0600) belong to the user of this process, so that no other user can hold a lock. A file is removed when its lock is released.
 *
 * @param path the directory; it and its parent are created if missing
 */
public record LockDirectory(Path path) {
    private static final int DIRECTORY_MODE = 0700;
    private static final int FILE_MODE = 0600;

    /** The timeout for the lock on the namespace's own file, which any process may hold. */
    private static final Duration FALLBACK_TIMEOUT = Duration.ofSeconds(2);

    /**
     * Locks a namespace against all processes that use the same directory, until the lock is closed or the process ends. The lock does not
     * depend on the path that the namespace was opened by.
     *
     * <p>If the directory cannot be used, for example because {@code /run} is read-only, the namespace's own file is locked instead. If
     * that lock is not free within 2 seconds, the result has no effect. {@link NamespaceLock#remark()} reports both.
     *
     * @param timeout the longest time to wait for another holder of the lock
     * @throws NamespaceException if the lock is not free in time, or no descriptor is left
     */
    public NamespaceLock lock(NetworkNamespace namespace, Duration timeout) throws NamespaceException {
        Waiting waiting = new Waiting(namespace.toString(), timeout);
        Path file = path.resolve(namespace.identity());
        while (true) {
            Descriptor descriptor;
            try {
                descriptor = open(file);
            } catch (IOException e) {
                return fallback(namespace, String.valueOf(e.getMessage()));
            }
            waiting.lock(descriptor);
            if (isAt(descriptor, file)) {
                return new NamespaceLock(descriptor, Optional.of(file), "");
            }
            descriptor.close(); // the file was removed during the wait; try again with a new one
        }
    }

    /** Removes the lock files of processes that were killed while they held a lock. */
    public void sweep() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                sweep(file);
            }
        } catch (IOException e) {
            return; // no directory, hence no lock files
        }
    }

    private static void sweep(Path file) {
        int number = Libc.open(file.toString(), Libc.O_RDWR | Libc.O_CLOEXEC | Libc.O_NONBLOCK);
        if (number >= 0) {
            Descriptor descriptor = new Descriptor(number);
            if (Libc.flock(number, Libc.LOCK_EX | Libc.LOCK_NB) == 0) {
                new NamespaceLock(descriptor, Optional.of(file), "").close();
            } else {
                descriptor.close();
            }
        }
    }

    /**
     * {@return the open lock file}
     *
     * @throws NamespaceException if no descriptor is left
     * @throws IOException if the directory cannot be used; its text gives the reason
     */
    private Descriptor open(Path file) throws IOException {
        int number = create(file);
        if (number == -Errno.ENOENT.number()) {
            Path parent = path.getParent();
            if (parent != null) {
                Libc.mkdir(parent.toString(), DIRECTORY_MODE);
            }
            Libc.mkdir(path.toString(), DIRECTORY_MODE); // if this fails, the next line reports it
            number = create(file);
        }
        if (number < 0) {
            Errno errno = Errno.of(-number);
            if (NamespaceException.isShortage(errno)) {
                throw NamespaceException.refused(file.toString(), "open", errno);
            }
            throw new IOException(file + ": " + errno);
        }
        Descriptor descriptor = new Descriptor(number);
        try {
            new OwnPath(path).require();
            return descriptor;
        } catch (IOException e) {
            descriptor.close();
            throw e;
        }
    }

    private static int create(Path file) {
        return Libc.create(file.toString(), Libc.O_RDWR | Libc.O_CLOEXEC | Libc.O_NONBLOCK, FILE_MODE);
    }

    private static NamespaceLock fallback(NetworkNamespace namespace, String reason) throws NamespaceException {
        Descriptor own = namespace.reopened();
        try {
            new Waiting(namespace.toString(), FALLBACK_TIMEOUT).lock(own);
            return new NamespaceLock(own, Optional.empty(), reason + "; locked the namespace's own file");
        } catch (NamespaceException e) {
            return new NamespaceLock(null, Optional.empty(), reason + "; works without a lock");
        }
    }

    /** {@return whether the path still names the open file; false if the file was removed} */
    static boolean isAt(Descriptor descriptor, Path file) {
        Object named = key(file, LinkOption.NOFOLLOW_LINKS);
        return named != null && named.equals(key(Path.of("/proc/self/fd/" + descriptor.number())));
    }

    private static @Nullable Object key(Path file, LinkOption... options) {
        try {
            return Files.readAttributes(file, "unix:dev,ino", options);
        } catch (IOException e) {
            return null;
        }
    }

    /** Repeated attempts to lock a file: {@code flock(2)} has no timeout. */
    private static final class Waiting {
        private static final Duration SHORTEST = Duration.ofMillis(1);
        private static final Duration LONGEST = Duration.ofMillis(20);

        private final String namespace;
        private final Duration timeout;
        private final Deadline deadline;

        Waiting(String namespace, Duration timeout) {
            this.namespace = namespace;
            this.timeout = timeout;
            this.deadline = Deadline.in(timeout);
        }

        /** Locks the file, or closes it and throws. */
        void lock(Descriptor descriptor) throws NamespaceException {
            try {
                await(descriptor);
            } catch (NamespaceException | RuntimeException e) {
                descriptor.close();
                throw e;
            }
        }

        private void await(Descriptor descriptor) throws NamespaceException {
            int result = tryLock(descriptor);
            while (result == -Errno.EAGAIN.number() || result == -Errno.EINTR.number()) {
                if (deadline.isOver()) {
                    throw new NamespaceException(
                            NamespaceException.Reason.LOCKED,
                            namespace + ": still locked by another call after " + timeout.toMillis() + " ms");
                }
                pause();
                result = tryLock(descriptor);
            }
            if (result < 0) {
                throw NamespaceException.refused(namespace, "flock", Errno.of(-result));
            }
        }

        private static int tryLock(Descriptor descriptor) {
            return Libc.flock(descriptor.number(), Libc.LOCK_EX | Libc.LOCK_NB);
        }

        /**
         * Pauses for a quarter of the time waited so far, 1 to 20 ms: a call takes some milliseconds, so that polling more often does not
         * help.
         */
        private void pause() throws NamespaceException {
            Duration pause = timeout.minus(deadline.left()).dividedBy(4);
            Duration atLeast = pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause;
            try {
                Thread.sleep(atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NamespaceException(
                        NamespaceException.Reason.LOCKED,
                        namespace + ": interrupted while another call holds its lock");
            }
        }
    }
}
