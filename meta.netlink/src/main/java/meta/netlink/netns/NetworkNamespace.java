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

/**
 * An open network namespace ({@code network_namespaces(7)}). The namespace exists at least until {@link #close}. Afterwards, methods that need the
 * descriptor throw {@link IllegalStateException}.
 */
public final class NetworkNamespace implements AutoCloseable {
    private static final String CURRENT = "/proc/thread-self/ns/net";
    private static final int TRIES = 1000; // setns can fail for a moment because the kernel is out of memory

    private final String path;
    private final Descriptor descriptor;
    private @Nullable String identity;

    private NetworkNamespace(String path, Descriptor descriptor) {
        this.path = path;
        this.descriptor = descriptor;
    }

    /**
     * Opens the namespace behind a file such as {@code /run/netns/pod}.
     *
     * @return the namespace, which the caller must close
     * @throws NamespaceException for any {@link Reason} except {@link Reason#LOCKED}
     */
    public static NetworkNamespace open(Path path) throws NamespaceException {
        return open(path.toString());
    }

    /** {@return the namespace that the calling thread is in, which the caller must close} */
    public static NetworkNamespace current() throws NamespaceException {
        return open(CURRENT);
    }

    /**
     * Moves the calling thread to a new namespace ({@code unshare(2)}), which contains only the loopback device.
     *
     * @return the new namespace, which the caller must close
     * @throws NamespaceException if the kernel refuses {@code unshare(2)}, or if the file of the new namespace cannot be opened (the thread has then
     *     moved)
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
     * @param path a label for messages
     * @param file the open file, which the result closes from now on
     * @throws NamespaceException if the file is not a network namespace, or the kernel refuses the check; the file is then closed
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
        // without O_NONBLOCK, opening a pipe would wait for a writer
        int result = Libc.open(path, Libc.O_RDONLY | Libc.O_CLOEXEC | Libc.O_NONBLOCK);
        if (result >= 0) {
            return new Descriptor(result);
        }
        throw NamespaceException.notOpened(path, Errno.of(-result));
    }

    /** Throws if the descriptor does not refer to a network namespace. */
    private static void requireNetworkNamespace(String path, int descriptor) throws NamespaceException {
        long fileSystem = Libc.fileSystemType(descriptor);
        requireAnswer(path, "fstatfs", fileSystem);
        // the number of the ioctl may have another meaning in another file system
        int kind = fileSystem == Libc.NSFS_MAGIC ? Libc.ioctl(descriptor, Libc.NS_GET_NSTYPE) : 0;
        requireAnswer(path, "ioctl NS_GET_NSTYPE", kind);
        if (kind != Libc.CLONE_NEWNET) {
            throw new NamespaceException(Reason.NOT_A_NETWORK_NAMESPACE, path + ": is not a network namespace");
        }
    }

    /**
     * Throws if a system call failed for a reason that says nothing about the file. With {@link Reason#NOT_A_NETWORK_NAMESPACE}, DEL would skip the
     * clean-up of a pod that exists.
     */
    private static void requireAnswer(String path, String call, long result) throws NamespaceException {
        if (result < 0 && (Errno.of((int) -result).isShortage() || result == -Errno.EIO.number())) {
            throw NamespaceException.refused(path, call, Errno.of((int) -result));
        }
    }

    /** {@return the number of the descriptor, valid until {@link #close}} */
    public int descriptor() {
        return descriptor.number();
    }

    /** {@return whether both are the same namespace, even if they were opened by different paths} */
    public boolean isSameAs(NetworkNamespace other) {
        return identity().equals(other.identity());
    }

    /**
     * {@return the device and inode of the namespace's file, such as {@code 4-4026532281} ({@code stat -L -c %d-%i}); unique while the namespace
     * exists}
     *
     * <p>The first call reads them; later calls work also after {@link #close}.
     *
     * @throws UncheckedIOException if the file's attributes cannot be read
     */
    public String identity() {
        String known = identity;
        if (known == null) {
            known = identity(Path.of(descriptorPath()));
            identity = known;
        }
        return known;
    }

    public boolean isCurrent() {
        return identity().equals(identity(Path.of(CURRENT)));
    }

    private static String identity(Path path) {
        try {
            return deviceAndInode(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return whether a path leads to the namespace with this {@link #identity}; false if the file's attributes cannot be read} */
    public static boolean isAt(Path path, String identity) {
        try {
            return deviceAndInode(path).equals(identity);
        } catch (IOException e) {
            return false;
        }
    }

    private static String deviceAndInode(Path path) throws IOException {
        Map<String, Object> file = Files.readAttributes(path, "unix:dev,ino");
        return file.get("dev") + "-" + file.get("ino");
    }

    /**
     * {@return a descriptor of the namespace's file with a new open file description, which the caller must close}
     *
     * <p>A {@code flock(2)} belongs to the open file description: a duplicated descriptor would share the lock.
     */
    Descriptor reopened() throws NamespaceException {
        return openFile(descriptorPath());
    }

    /**
     * Starts a thread in the namespace. The caller must close the thread; closing this namespace does not end it.
     *
     * @throws NamespaceException if the thread cannot enter the namespace
     */
    public NamespaceThread enter() throws NamespaceException {
        return NamespaceThread.start(path, descriptor.number());
    }

    /**
     * Runs a task on the calling thread in the namespace, and then moves the thread back. The task must not start threads, because they would stay in
     * the namespace.
     *
     * @param home the namespace that the calling thread is in and returns to
     * @throws E the exception of the task, after the thread has returned
     * @throws NamespaceException if the thread cannot enter the namespace
     * @throws StrandedException if the thread cannot return; the result or exception of the task is lost
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
     * Moves the calling thread to this namespace, the thread's home. Has no effect if the thread is already there.
     *
     * @throws StrandedException if that fails; the thread must end
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

    /** Does not affect threads and open sockets of the namespace. */
    @Override
    public void close() {
        descriptor.close();
    }

    /** {@return the path or label} */
    @Override
    public String toString() {
        return path;
    }
}
