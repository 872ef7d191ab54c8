package meta.netlink.netns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import meta.netlink.Errno;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import meta.netlink.libc.ProcessCalls;
import meta.netlink.netns.NamespaceException.Reason;
import meta.netlink.unix.PassedFile;
import org.jspecify.annotations.Nullable;

/** An open network namespace ({@code network_namespaces(7)}). The kernel keeps the namespace alive at least until this is closed. */
public final class NetworkNamespace implements AutoCloseable {
    private static final String CURRENT = "/proc/thread-self/ns/net";
    private static final int TRIES = 1000; // of returning to a namespace

    private final String path;
    private final Descriptor descriptor;
    private @Nullable String identity;

    private NetworkNamespace(String path, Descriptor descriptor) {
        this.path = path;
        this.descriptor = descriptor;
    }

    /**
     * Opens the namespace behind a file such as {@code /run/netns/pod} or {@code /proc/1234/ns/net}.
     *
     * @throws NamespaceException if the file is not a network namespace; {@link NamespaceException#reason()} gives the cause
     */
    public static NetworkNamespace open(Path path) throws NamespaceException {
        return open(path.toString());
    }

    /** {@return the namespace that the calling thread is in} */
    public static NetworkNamespace current() throws NamespaceException {
        return open(CURRENT);
    }

    /**
     * Moves the calling thread to a new namespace ({@code unshare(2)}), which contains only the loopback device. The namespace exists as long as a
     * thread is in it or a file of it is open.
     *
     * @return the new namespace
     * @throws NamespaceException if the kernel refuses, as it does without {@code CAP_SYS_ADMIN}: the thread has not moved; or if the file of
     *     the new namespace cannot be opened
     */
    public static NetworkNamespace enterNew() throws NamespaceException {
        int entered = ProcessCalls.unshareNetwork();
        if (entered < 0) {
            throw NamespaceException.refused("a new network namespace", "unshare", Errno.of(-entered));
        }
        return current();
    }

    /**
     * {@return the namespace of an open file that another process has passed}
     *
     * @param path the path in the other process, for messages; it need not exist in this one
     * @param file the open file, which belongs to the result
     * @throws NamespaceException if the file is not a network namespace; the file is then closed
     */
    public static NetworkNamespace fromPassedFile(String path, PassedFile file) throws NamespaceException {
        return of(path, new Descriptor(file.release()));
    }

    private static NetworkNamespace open(String path) throws NamespaceException {
        return of(path, openFile(path));
    }

    private static NetworkNamespace of(String path, Descriptor descriptor) throws NamespaceException {
        try {
            requireNetworkNamespace(path, descriptor.number());
            return new NetworkNamespace(path, descriptor);
        } catch (NamespaceException e) {
            descriptor.close();
            throw e;
        }
    }

    private static Descriptor openFile(String path) throws NamespaceException {
        // O_NONBLOCK: without it, opening a pipe would wait for a writer
        int result = Libc.open(path, Libc.O_RDONLY | Libc.O_CLOEXEC | Libc.O_NONBLOCK);
        if (result >= 0) {
            return new Descriptor(result);
        }
        throw NamespaceException.notOpened(path, Errno.of(-result));
    }

    /**
     * Throws if the descriptor is not a network namespace's. A shortage has its own reason: DEL skips the clean-up of a
     * pod whose namespace is missing.
     */
    private static void requireNetworkNamespace(String path, int descriptor) throws NamespaceException {
        long fileSystem = Libc.fileSystemType(descriptor);
        requireAnswer(path, "fstatfs", fileSystem);
        // the order matters: the ioctl's number may mean anything to a file of another kind
        int kind = fileSystem == Libc.NSFS_MAGIC ? Libc.ioctl(descriptor, Libc.NS_GET_NSTYPE) : 0;
        requireAnswer(path, "ioctl NS_GET_NSTYPE", kind);
        if (kind != Libc.CLONE_NEWNET) {
            throw new NamespaceException(Reason.NOT_A_NETWORK_NAMESPACE, path + ": is not a network namespace");
        }
    }

    private static void requireAnswer(String path, String call, long result) throws NamespaceException {
        if (result < 0 && (Errno.of((int) -result).isShortage() || result == -Errno.EIO.number())) {
            throw NamespaceException.refused(path, call, Errno.of((int) -result));
        }
    }

    /** {@return the descriptor, for attributes such as {@code IFLA_NET_NS_FD}; valid until this is closed} */
    public int descriptor() {
        return descriptor.number();
    }

    /** {@return whether both are the same namespace, regardless of the paths they were opened by} */
    public boolean isSameAs(NetworkNamespace other) {
        return identity().equals(other.identity());
    }

    /**
     * {@return a unique identifier of the namespace during its life: device and inode of its file, such as {@code 4-4026532281}, as printed
     * by {@code stat -L -c %d-%i}}
     */
    public String identity() {
        String known = identity;
        if (known == null) {
            known = identity(Path.of(descriptorPath()));
            identity = known;
        }
        return known;
    }

    /** {@return whether the calling thread is in this namespace; the check needs no descriptor} */
    public boolean isCurrent() {
        return identity().equals(identity(Path.of(CURRENT)));
    }

    private static String identity(Path path) {
        try {
            Map<String, Object> file = Files.readAttributes(path, "unix:dev,ino");
            return file.get("dev") + "-" + file.get("ino");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a new descriptor of the namespace's file, since a {@code flock(2)} belongs to an open file description} */
    Descriptor reopened() throws NamespaceException {
        return openFile(descriptorPath());
    }

    /**
     * Starts a thread in the namespace.
     *
     * @throws NamespaceException if the thread cannot enter it
     */
    public NamespaceThread enter() throws NamespaceException {
        return NamespaceThread.start(path, descriptor.number());
    }

    /**
     * Runs a task in the namespace on the calling thread: enters, runs, returns. This takes two system calls; starting a dedicated thread
     * takes some hundred microseconds. The task must be short and must not start threads, which would stay in the namespace.
     *
     * @param home the namespace that the calling thread is in and returns to
     * @return the result of the task
     * @throws E the exception of the task
     * @throws NamespaceException if the thread cannot enter the namespace; the task has not run
     * @throws StrandedException if the thread cannot return
     */
    public <T extends @Nullable Object, E extends Exception> T visit(NetworkNamespace home, NamespaceTask<T, E> task)
            throws E, NamespaceException {
        int entered = Libc.setns(descriptor.number(), Libc.CLONE_NEWNET);
        if (entered < 0) {
            throw NamespaceException.refused(path, "setns", Errno.of(-entered));
        }
        try {
            return task.run();
        } finally {
            home.bringBack();
        }
    }

    /**
     * Returns the calling thread to this namespace, which it was in before. Tries again if the kernel is out of memory.
     *
     * @throws StrandedException if all tries fail
     */
    public void bringBack() {
        int returned = Libc.setns(descriptor.number(), Libc.CLONE_NEWNET);
        for (int tries = 1; returned < 0 && tries < TRIES; tries++) {
            Thread.onSpinWait();
            returned = Libc.setns(descriptor.number(), Libc.CLONE_NEWNET);
        }
        if (returned < 0) {
            throw new StrandedException(path + ": setns: " + Errno.of(-returned), Errno.of(-returned));
        }
    }

    private String descriptorPath() {
        return "/proc/self/fd/" + descriptor.number();
    }

    @Override
    public void close() {
        descriptor.close();
    }

    /** {@return the path that it was opened by} */
    @Override
    public String toString() {
        return path;
    }
}
