package meta.netlink.netns;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import meta.netlink.Errno;
import meta.netlink.libc.Deadline;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import org.jspecify.annotations.Nullable;

/**
 * A folder of lock files, one for each network namespace that is locked, named by {@link NetworkNamespace#identity()}.
 *
 * <p>The namespace's own file cannot be the lock: every process in a namespace can open it and lock it. The folder (mode 0700) and its files
 * (0600) belong to the user that this process runs as, so that nobody else can hold such a lock. A file is removed when its lock is released.
 *
 * @param path the folder; it and the folder that it is in are made where they are missing
 */
public record LockDirectory(Path path) {
    private static final int FOLDER_MODE = 0700;
    private static final int FILE_MODE = 0600;
    private static final int WRITABLE_BY_OTHERS = 0022;

    /** How long a lock is waited for where others than us may hold it. */
    private static final Duration WITHOUT_FOLDER = Duration.ofSeconds(2);

    /**
     * Locks a namespace for one caller, on this machine and in every process that uses the folder, until the lock is closed or the process
     * ends. Whoever opens the namespace by another file locks the same.
     *
     * <p>Where the folder cannot be used, as where {@code /run} is read-only, the namespace's own file is locked in its place, and where
     * somebody else keeps that, the caller goes on without a lock after {@code 2 s}: {@link NamespaceLock#remark()} says so.
     *
     * @param timeout how long to wait for another caller that holds it
     * @throws NamespaceException where another caller still holds it then, or this process or the machine has no descriptor left
     */
    public NamespaceLock lock(NetworkNamespace namespace, Duration timeout) throws NamespaceException {
        Waiting waiting = new Waiting(namespace.toString(), timeout);
        Path file = path.resolve(namespace.identity());
        while (true) {
            Descriptor descriptor;
            try {
                descriptor = open(file);
            } catch (IOException e) {
                return withoutFolder(namespace, String.valueOf(e.getMessage()));
            }
            waiting.lock(descriptor);
            if (isAt(descriptor, file)) {
                return new NamespaceLock(descriptor, Optional.of(file), "");
            }
            descriptor.close(); // it was removed while we waited, and the next caller makes another
        }
    }

    /** Removes the files that processes have left behind which were killed while they held a lock. */
    public void sweep() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                sweep(file);
            }
        } catch (IOException e) {
            return; // there is no such folder, and nothing in it
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
     * {@return the open file}
     *
     * @throws NamespaceException where there is no descriptor left
     * @throws IOException where the folder is not to be used, and why not
     */
    private Descriptor open(Path file) throws IOException {
        int number = create(file);
        if (number == -Errno.ENOENT.number()) {
            Path parent = path.getParent();
            if (parent != null) {
                Libc.mkdir(parent.toString(), FOLDER_MODE);
            }
            Libc.mkdir(path.toString(), FOLDER_MODE); // where it fails, the next line says why
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
            requireOwn();
            return descriptor;
        } catch (IOException e) {
            descriptor.close();
            throw e;
        }
    }

    private static int create(Path file) {
        return Libc.create(file.toString(), Libc.O_RDWR | Libc.O_CLOEXEC | Libc.O_NONBLOCK, FILE_MODE);
    }

    /** Files in a folder that others can write may be theirs. */
    private void requireOwn() throws IOException {
        Map<String, Object> folder = Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
        Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (!self.equals(folder.get("uid"))) {
            throw new IOException(path + ": belongs to user " + folder.get("uid"));
        }
        if (folder.get("mode") instanceof Integer mode && (mode & WRITABLE_BY_OTHERS) != 0) {
            throw new IOException(path + ": can be written by other users");
        }
    }

    private static NamespaceLock withoutFolder(NetworkNamespace namespace, String reason) throws NamespaceException {
        Descriptor own = namespace.reopened();
        try {
            new Waiting(namespace.toString(), WITHOUT_FOLDER).lock(own);
            return new NamespaceLock(own, Optional.empty(), reason + "; locked the namespace's own file");
        } catch (NamespaceException e) {
            own.close();
            return new NamespaceLock(null, Optional.empty(), reason + "; works without a lock");
        }
    }

    /** {@return whether the open file is still the one that the path names, and not one that was removed} */
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

    /** One caller's attempts at a lock; {@code flock} waits for ever or not at all, so it is tried again and again. */
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

        /** Locks the file; where it cannot, the file is closed. */
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

        /** A call takes some milliseconds; the longer the other one takes, the less it matters when exactly it ends. */
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
