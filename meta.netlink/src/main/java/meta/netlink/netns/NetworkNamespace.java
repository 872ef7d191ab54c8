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
 * An open descriptor of a network namespace ({@code network_namespaces(7)}). The code that obtains a namespace must close it. The namespace
 * exists at least until {@link #close}; afterwards, methods that need the descriptor throw {@link IllegalStateException}.
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
     * {@return the namespace to which a path leads, such as {@code /run/netns/pod}}
     *
     * @throws NamespaceException if the path does not lead to a network namespace, or a system call fails
     */
    public static NetworkNamespace open(Path path) throws NamespaceException {
        return open(path.toString());
    }

    /**
     * {@return the namespace that the calling thread is in}
     *
     * @throws NamespaceException if a system call fails
     */
    public static NetworkNamespace current() throws NamespaceException {
        return open(CURRENT);
    }

    /**
     * Moves the calling thread to a new namespace ({@code unshare(2)}).
     *
     * @return the new namespace
     * @throws NamespaceException if {@code unshare(2)} fails; also if the new namespace cannot be opened after the thread has moved there
     */
    public static NetworkNamespace enterNew() throws NamespaceException {
        int entered = ProcessCalls.unshareNetwork();
        if (entered < 0) {
            throw NamespaceException.refused("a new network namespace", "unshare", Errno.of(-entered));
        }
        return current();
    }

    /**
     * {@return the namespace whose open file another process has passed to this process}
     *
     * @param path a label of the namespace for messages
     * @param file the open file, which this method takes over
     * @throws NamespaceException if the file is not a network namespace, or a system call fails
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
     * Throws for a shortage and for {@code EIO}, which do not depend on the kind of the file. With {@link Reason#NOT_A_NETWORK_NAMESPACE},
     * DEL would skip the clean-up of a pod that exists.
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
     * {@return whether the two objects stand for the same namespace}
     *
     * @throws UncheckedIOException as for {@link #identity()}
     */
    public boolean isSameAs(NetworkNamespace other) {
        return identity().equals(other.identity());
    }

    /**
     * {@return the device and inode of the namespace's file, such as {@code 4-4026532281} ({@code stat -L -c %d-%i}); unique while the
     * namespace exists}
     *
     * <p>After a first successful call, the method also works after {@link #close}.
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

    /** {@return whether a path leads to the namespace with this {@link #identity}; false if the path's attributes cannot be read} */
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
     * {@return a new descriptor of the namespace's file; the caller must close the descriptor} Its locks ({@code flock(2)}) are its own,
     * unlike those of a duplicated descriptor.
     *
     * @throws NamespaceException if the file cannot be opened again
     */
    Descriptor reopened() throws NamespaceException {
        return openFile(descriptorPath());
    }

    /**
     * {@return a new thread in the namespace; the caller must close the thread} The thread does not end when this namespace is closed.
     *
     * @throws NamespaceException if the thread cannot enter the namespace
     */
    public NamespaceThread enter() throws NamespaceException {
        return NamespaceThread.start(path, descriptor.number());
    }

    /**
     * Runs a task on the calling thread in this namespace, and moves the thread back. The task must not start threads, because they would
     * stay in this namespace.
     *
     * @param home the namespace that the calling thread is in
     * @throws E if the task throws this exception
     * @throws NamespaceException if the thread cannot enter this namespace; the task has then not run
     * @throws StrandedException as for {@link #bringBack} of the home; the result or exception of the task is then lost
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
     * Moves the calling thread back to this namespace.
     *
     * @throws StrandedException if {@value #TRIES} attempts have failed
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

    /** Closes the descriptor. Threads and open sockets in the namespace are not affected. */
    @Override
    public void close() {
        descriptor.close();
    }

    /** {@return the path or label of the namespace} */
    @Override
    public String toString() {
        return path;
    }
}
