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
 * An open descriptor of a network namespace ({@code network_namespaces(7)}), by which threads enter the namespace. The namespace exists at least
 * until {@link #close}. After {@link #close}, methods that need the descriptor throw {@link IllegalStateException}.
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
     * Opens the namespace to which a path such as {@code /run/netns/pod} leads.
     *
     * @return the namespace, which the caller must close
     * @throws NamespaceException if the path does not lead to a network namespace, or a system call fails; every {@link Reason} except {@link
     *     Reason#LOCKED} is possible
     */
    public static NetworkNamespace open(Path path) throws NamespaceException {
        return open(path.toString());
    }

    /**
     * Opens the namespace that the calling thread is in.
     *
     * @return the namespace, which the caller must close
     * @throws NamespaceException if a system call fails, for example because no descriptor is left
     */
    public static NetworkNamespace current() throws NamespaceException {
        return open(CURRENT);
    }

    /**
     * Moves the calling thread to a new namespace ({@code unshare(2)}). The namespace contains only devices of the kernel, such as the
     * loopback device.
     *
     * @return the new namespace, which the caller must close
     * @throws NamespaceException if {@code unshare(2)} fails; or if the file of the new namespace cannot be opened, in which case the calling thread
     *     is already in the new namespace
     */
    public static NetworkNamespace enterNew() throws NamespaceException {
        int entered = ProcessCalls.unshareNetwork();
        if (entered < 0) {
            throw NamespaceException.refused("a new network namespace", "unshare", Errno.of(-entered));
        }
        return current();
    }

    /**
     * {@return the namespace whose open file another process has passed to this process; the caller must close the namespace}
     *
     * @param path a label of the namespace for messages
     * @param file the open file; from now on, the result closes it
     * @throws NamespaceException if the file is not a network namespace, or a system call fails; the file is then closed
     * @throws IllegalStateException if the file was released or closed before
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
     * Throws if a system call failed for a reason that does not depend on the kind of the file. With {@link Reason#NOT_A_NETWORK_NAMESPACE}, DEL
     * would skip the clean-up of a pod that exists.
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

    /**
     * {@return whether the two objects stand for the same namespace, even if they were opened by different paths}
     *
     * @throws UncheckedIOException if the attributes of a namespace's file cannot be read
     */
    public boolean isSameAs(NetworkNamespace other) {
        return identity().equals(other.identity());
    }

    /**
     * {@return the device and inode of the namespace's file, such as {@code 4-4026532281} ({@code stat -L -c %d-%i}); unique while the namespace
     * exists}
     *
     * <p>The first call reads these numbers from the open file; later calls also work after {@link #close}.
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

    /**
     * {@return whether the calling thread is in this namespace}
     *
     * @throws UncheckedIOException if the attributes of a namespace's file cannot be read
     */
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
     * {@return a new descriptor of the namespace's file, with its own open file description; the caller must close the descriptor}
     *
     * <p>The new open file description is needed for a lock: a lock of {@code flock(2)} belongs to the open file description, so that duplicated
     * descriptors share the lock.
     *
     * @throws NamespaceException if the file cannot be opened again, for example because no descriptor is left
     */
    Descriptor reopened() throws NamespaceException {
        return openFile(descriptorPath());
    }

    /**
     * Starts a thread in the namespace. Closing this namespace does not end the thread.
     *
     * @return the thread, which the caller must close
     * @throws NamespaceException if the thread cannot enter the namespace
     */
    public NamespaceThread enter() throws NamespaceException {
        return NamespaceThread.start(path, descriptor.number());
    }

    /**
     * Moves the calling thread to this namespace, runs a task on the thread, and moves the thread back. The task must not start threads, because
     * these threads would stay in this namespace.
     *
     * @param home the namespace that the calling thread is in, and to which it returns
     * @return the result of the task
     * @throws E if the task throws this exception; the thread has then returned to its home
     * @throws NamespaceException if the thread cannot enter this namespace; the task has then not run
     * @throws StrandedException if the thread cannot return to its home; the result or exception of the task is then lost, and the thread must end
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
     * Moves the calling thread to this namespace, which is the thread's home. Has no effect if the thread is already there.
     *
     * @throws StrandedException if {@value #TRIES} attempts have failed; the thread must then end
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

    /** Closes the descriptor. Threads and open sockets in the namespace are not affected. Further calls have no effect. */
    @Override
    public void close() {
        descriptor.close();
    }

    /** {@return the path by which the namespace was opened, or the label of a passed file} */
    @Override
    public String toString() {
        return path;
    }
}
