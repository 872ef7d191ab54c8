package meta.netlink.netns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import meta.netlink.Errno;
import meta.netlink.libc.Descriptor;
import meta.netlink.libc.Libc;
import meta.netlink.netns.NamespaceException.Reason;
import meta.netlink.unix.PassedFile;
import org.jspecify.annotations.Nullable;

/** A network namespace, held open by a descriptor of its file: it lives at least until it is closed here. */
public final class NetworkNamespace implements AutoCloseable {
    private static final String OF_THIS_THREAD = "/proc/thread-self/ns/net";
    private static final int TRIES = 1000; // of coming back

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
     * @throws NamespaceException where there is none, saying which of the ways to fail it was
     */
    public static NetworkNamespace open(Path path) throws NamespaceException {
        return open(path.toString());
    }

    /** {@return the namespace that the calling thread is in} */
    public static NetworkNamespace current() throws NamespaceException {
        return open(OF_THIS_THREAD);
    }

    /**
     * Takes over a namespace that another process has opened.
     *
     * @param path the file that it was opened by there, which need not be one here
     * @throws NamespaceException where the file is no network namespace; it is closed then
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
        // O_NONBLOCK: a pipe in its place would keep us waiting for a writer
        int result = Libc.open(path, Libc.O_RDONLY | Libc.O_CLOEXEC | Libc.O_NONBLOCK);
        if (result >= 0) {
            return new Descriptor(result);
        }
        throw NamespaceException.notOpened(path, Errno.of(-result));
    }

    /** A shortage says nothing of the file: a DEL would leave alone what is in a pod that it takes for gone. */
    private static void requireNetworkNamespace(String path, int descriptor) throws NamespaceException {
        long fileSystem = Libc.fileSystemType(descriptor);
        requireAnswer(path, "fstatfs", fileSystem);
        // the order matters: the ioctl's number may mean anything to a file of another kind
        int kind = fileSystem == Libc.NSFS_MAGIC ? Libc.ioctl(descriptor, Libc.NS_GET_NSTYPE) : 0;
        requireAnswer(path, "ioctl NS_GET_NSTYPE", kind);
        if (kind != Libc.CLONE_NEWNET) {
            throw new NamespaceException(Reason.NOT_A_NETWORK_NAMESPACE, path + ": is no network namespace");
        }
    }

    private static void requireAnswer(String path, String call, long result) throws NamespaceException {
        if (result < 0 && (Errno.of((int) -result).isShortage() || result == -Errno.EIO.number())) {
            throw NamespaceException.refused(path, call, Errno.of((int) -result));
        }
    }

    /** {@return the descriptor, as an attribute such as {@code IFLA_NET_NS_FD} takes it; it is closed with this} */
    public int descriptor() {
        return descriptor.number();
    }

    /** {@return whether both are the same namespace, by whatever files they were opened} */
    public boolean isSameAs(NetworkNamespace other) {
        return identity().equals(other.identity());
    }

    /**
     * {@return what tells the namespace from any other as long as it lives: device and inode of its file, such as {@code 4-4026532281}, as
     * {@code stat -L -c %d-%i} shows them}
     */
    public String identity() {
        String known = identity;
        if (known == null) {
            known = identity(Path.of(descriptorPath()));
            identity = known;
        }
        return known;
    }

    /** {@return whether the calling thread is in this namespace; it takes no descriptor to know that} */
    public boolean isCurrent() {
        return identity().equals(identity(Path.of(OF_THIS_THREAD)));
    }

    private static String identity(Path path) {
        try {
            Map<String, Object> file = Files.readAttributes(path, "unix:dev,ino");
            return file.get("dev") + "-" + file.get("ino");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the namespace's file, opened anew: a lock belongs to an open file} */
    Descriptor reopened() throws NamespaceException {
        return openFile(descriptorPath());
    }

    /**
     * Starts a thread in the namespace.
     *
     * @throws NamespaceException where the kernel does not let it in
     */
    public NamespaceThread enter() throws NamespaceException {
        return NamespaceThread.start(path, descriptor.number());
    }

    /**
     * Has the calling thread do something in the namespace, and come back: by two system calls, where a thread of its own takes some hundred
     * microseconds. A thread that the work starts would stay there; so it must be a system call or two.
     *
     * @param home the namespace that the thread is in
     * @return what the work returns
     * @throws E what the work throws
     * @throws NamespaceException where the kernel does not let it in, and nothing is done
     * @throws StrandedException where it could not come back
     */
    public <T extends @Nullable Object, E extends Exception> T visit(NetworkNamespace home, NamespaceTask<T, E> work)
            throws E, NamespaceException {
        int entered = Libc.setns(descriptor.number(), Libc.CLONE_NEWNET);
        if (entered < 0) {
            throw NamespaceException.refused(path, "setns", Errno.of(-entered));
        }
        try {
            return work.run();
        } finally {
            home.bringBack();
        }
    }

    /**
     * Brings the calling thread back here. The kernel lets in a thread that was there before; it may lack memory for a moment.
     *
     * @throws StrandedException where it does not
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

    /** {@return the file that it was opened by} */
    @Override
    public String toString() {
        return path;
    }
}
