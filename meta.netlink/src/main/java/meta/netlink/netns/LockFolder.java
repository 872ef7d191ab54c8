package meta.netlink.netns;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
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
import meta.netlink.unix.IoErrorText;
import meta.netlink.unix.TrustedPath;
import org.jspecify.annotations.Nullable;

/**
 * A folder with a lock file for each locked network namespace, named by the {@linkplain NetworkNamespace#identity() identity}.
 *
 * <p>The folder and its files (mode 0600) belong to the user of this process, so that an unprivileged process of another user cannot hold a
 * lock.
 *
 * @param path the path of the folder; {@link #lock} creates the folder and its parent folder if they do not exist
 */
public record LockFolder(Path path) {
    private static final int DIRECTORY_MODE = 0700;
    private static final int FILE_MODE = 0600;

    /** Short, because any process in the namespace may hold a lock on the namespace's own file. */
    private static final Duration FALLBACK_TIMEOUT = Duration.ofSeconds(2);

    /**
     * Locks a namespace until the lock is closed or the process ends. The lock excludes other threads and processes that use this folder,
     * and is not reentrant.
     *
     * <p>If the folder cannot be used, this method waits at most 2 seconds for a lock on the namespace's own file instead. If it cannot be
     * acquired, the result has no effect. {@link NamespaceFlock#remark()} reports both cases.
     *
     * @param timeout the longest time to wait for the lock; zero to try only once
     * @return the lock, which the caller must close
     * @throws NamespaceException with {@link NamespaceException.Reason#LOCKED} if the lock file stays locked until the timeout, or the
     *     waiting thread is interrupted; with another reason if {@code open(2)} or {@code flock(2)} lacks a resource, {@code flock(2)} on
     *     the lock file fails otherwise, or the folder cannot be used and the namespace's own file cannot be opened
     * @throws java.io.UncheckedIOException if the identity of the namespace cannot be read
     */
    public NamespaceFlock lock(NetworkNamespace namespace, Duration timeout) throws NamespaceException {
        try {
            return lock(namespace.identity(), new Waiting(namespace.toString(), timeout));
        } catch (NamespaceException e) {
            throw e;
        } catch (IOException e) {
            return fallback(namespace, new IoErrorText(e).line());
        }
    }

    /**
     * Locks a namespace by its identity, even if the namespace no longer exists.
     *
     * <p>If the folder cannot be used or the identity is invalid, the lock has no effect; {@link NamespaceFlock#remark()} then gives the
     * reason.
     *
     * @param timeout the longest time to wait for the lock; zero to try only once
     * @return the lock, which the caller must close
     * @throws NamespaceException as for {@link #lock(NetworkNamespace, Duration)}
     */
    public NamespaceFlock lock(String identity, Duration timeout) throws NamespaceException {
        if (identity.isEmpty() || identity.indexOf('/') >= 0 || identity.startsWith(".")) {
            return withoutLock("\"" + identity + "\" is not the identity of a namespace");
        }
        try {
            return lock(identity, new Waiting("network namespace " + identity, timeout));
        } catch (NamespaceException e) {
            throw e;
        } catch (IOException e) {
            return withoutLock(new IoErrorText(e).line());
        }
    }

    private NamespaceFlock lock(String identity, Waiting waiting) throws IOException {
        Path file = path.resolve(identity);
        while (true) {
            Descriptor descriptor = open(file);
            waiting.lock(descriptor);
            if (isAt(descriptor, file)) {
                return new NamespaceFlock(descriptor, Optional.of(file), "");
            }
            descriptor.close(); // the holder has removed the file during the wait
        }
    }

    private static NamespaceFlock withoutLock(String reason) {
        return new NamespaceFlock(null, Optional.empty(), reason + "; continues without a lock");
    }

    /** Removes the lock files that no process has locked. Does not wait, and ignores errors. */
    public void sweep() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                sweep(file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // no folder, or an error: the remaining files stay until the next sweep
        }
    }

    private static void sweep(Path file) {
        int number = Libc.open(file.toString(), Libc.O_RDWR | Libc.O_CLOEXEC | Libc.O_NONBLOCK);
        if (number >= 0) {
            Descriptor descriptor = new Descriptor(number);
            if (Libc.flock(number, Libc.LOCK_EX | Libc.LOCK_NB) == 0) {
                new NamespaceFlock(descriptor, Optional.of(file), "").close();
            } else {
                descriptor.close();
            }
        }
    }

    /**
     * Opens a lock file. Creates the file, the folder and the folder's parent if they do not exist.
     *
     * @throws IOException if the file cannot be opened, or another user could write to the folder
     */
    private Descriptor open(Path file) throws IOException {
        int number = create(file);
        if (number == -Errno.ENOENT.number()) {
            Path parent = path.getParent();
            if (parent != null) {
                Libc.mkdir(parent.toString(), DIRECTORY_MODE);
            }
            Libc.mkdir(path.toString(), DIRECTORY_MODE); // without the folder, create fails
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
            new TrustedPath(path).require();
            return descriptor;
        } catch (IOException e) {
            descriptor.close();
            throw e;
        }
    }

    private static int create(Path file) {
        return Libc.create(file.toString(), Libc.O_RDWR | Libc.O_CLOEXEC | Libc.O_NONBLOCK, FILE_MODE);
    }

    private static NamespaceFlock fallback(NetworkNamespace namespace, String reason) throws NamespaceException {
        Descriptor own = namespace.reopened();
        try {
            new Waiting(namespace.toString(), FALLBACK_TIMEOUT).lock(own);
            return new NamespaceFlock(own, Optional.empty(), reason + "; locked the namespace's own file instead");
        } catch (NamespaceException e) {
            own.close();
            boolean isInterrupted = Thread.currentThread().isInterrupted();
            if (isInterrupted || e.reason() == NamespaceException.Reason.EXHAUSTED) {
                throw e;
            }
            return withoutLock(reason);
        }
    }

    /** {@return whether the open file, and not a symbolic link to it, is at the path; false if this cannot be found out} */
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

    /** Repeats attempts to lock a file, because {@code flock(2)} has no timeout. */
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

        /** Closes the descriptor if the file cannot be locked. */
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
