package meta.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.netlink.Errno;
import meta.netlink.ShortageException;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NamespaceFlock;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import meta.spi.net.Netns;
import org.junit.jupiter.api.Test;

/**
 * While the kernel access of a call is open, it holds a descriptor of the pod's namespace, a descriptor of the pod's lock file, and a netlink socket
 * in the namespace. It closes all three when it is closed, and if opening it fails.
 */
@NeedsRealKernel
class CallKernelTest {
    private static final Held NOTHING = new Held(0, 0, 0);

    /**
     * The number of open resources of one pod.
     *
     * @param namespaces the number of this process's descriptors of the pod's namespace
     * @param locks the number of this process's descriptors of the pod's lock file
     * @param sockets the number of rtnetlink sockets in the pod's namespace
     */
    private record Held(long namespaces, long locks, long sockets) {}

    private record Pod(ScratchNamespaces net, String name, String path, String identity) {
        static Pod in(ScratchNamespaces net) throws NamespaceException {
            String name = net.make("pod");
            try (NetworkNamespace opened = NetworkNamespace.open(net.path(name))) {
                return new Pod(net, name, net.path(name).toString(), opened.identity());
            }
        }

        Held held() {
            long namespaces = 0;
            long locks = 0;
            for (File descriptor : Objects.requireNonNull(new File("/proc/self/fd").listFiles())) {
                String target = target(descriptor.toPath());
                namespaces += fileOf(descriptor.toPath()).equals(identity) ? 1 : 0;
                locks += target.endsWith("/" + identity) ? 1 : 0;
            }
            long sockets = net.exec(name, "cat", "/proc/net/netlink")
                    .lines()
                    .map(line -> List.of(line.trim().split(" +")))
                    .filter(fields ->
                            fields.get(1).equals("0") && !fields.get(2).equals("0")) // rtnetlink sockets of processes
                    .count();
            return new Held(namespaces, locks, sockets);
        }

        private static String fileOf(Path descriptor) {
            try {
                Map<String, Object> file = Files.readAttributes(descriptor, "unix:dev,ino");
                return file.get("dev") + "-" + file.get("ino");
            } catch (IOException e) {
                return ""; // another test has closed the descriptor meanwhile
            }
        }

        private static String target(Path descriptor) {
            try {
                return Files.readSymbolicLink(descriptor).toString();
            } catch (IOException e) {
                return ""; // another test has closed the descriptor meanwhile
            }
        }
    }

    @Test
    void anOpenPodHoldsOneDescriptorOneLockAndOneSocket(ScratchNamespaces net) throws IOException {
        Pod pod = Pod.in(net);
        try (CallKernel kernel = CallKernel.openPod(pod.path(), NamespaceSource.byPath())) {
            assertThat(pod.held()).isEqualTo(new Held(1, 1, 1));
            assertThat(kernel.has(Netns.POD)).isTrue();
        }
        assertThat(pod.held()).isEqualTo(NOTHING);
    }

    @Test
    void aSecondCloseDoesNotReleaseTheLockOfAnotherCall(ScratchNamespaces net) throws IOException {
        Pod pod = Pod.in(net);
        CallKernel first = CallKernel.openPod(pod.path(), NamespaceSource.byPath());
        first.close();
        try (CallKernel _ = CallKernel.openPod(pod.path(), NamespaceSource.byPath())) {
            first.close();
            assertThat(pod.held()).isEqualTo(new Held(1, 1, 1));
        }
    }

    @Test
    void aDeletedPodCanBeOpenedOnlyAsARemainingPod(ScratchNamespaces net) throws IOException {
        Pod pod = Pod.in(net);
        net.delete(pod.name());
        try (CallKernel kernel = CallKernel.openRemainingPod(pod.path(), NamespaceSource.byPath())) {
            assertThat(kernel.has(Netns.POD)).isFalse();
        }
        assertThatThrownBy(() -> CallKernel.openPod(pod.path(), NamespaceSource.byPath()))
                .isInstanceOfSatisfying(
                        CallFailedException.class,
                        e -> assertThat(e.failure()).isInstanceOf(Failure.BadEnvironment.class));
    }

    @Test
    void theHostsOwnNamespaceIsNotAcceptedAsAPod() {
        String own = "/proc/thread-self/ns/net";

        assertThatThrownBy(() -> CallKernel.openPod(own, NamespaceSource.byPath()))
                .isInstanceOfSatisfying(
                        CallFailedException.class,
                        e -> assertThat(e.failure().details())
                                .contains("is the node's own network namespace, not a pod's"));
        try (CallKernel kernel = CallKernel.openRemainingPod(own, NamespaceSource.byPath())) {
            assertThat(kernel.has(Netns.POD)).isFalse();
        }
    }

    @Test
    void aPodThatCannotBeLockedIsClosed(ScratchNamespaces net) throws IOException {
        Pod pod = Pod.in(net);
        NamespaceSource withoutLock = withLock(_ -> {
            throw new ShortageException("no slot for the call", Errno.EAGAIN);
        });

        assertThatThrownBy(() -> CallKernel.openPod(pod.path(), withoutLock)).isInstanceOf(ShortageException.class);
        assertThatThrownBy(() -> CallKernel.openRemainingPod(pod.path(), withoutLock))
                .isInstanceOf(ShortageException.class);

        assertThat(pod.held()).isEqualTo(NOTHING);
    }

    @Test
    void aPodThatCannotBeEnteredIsUnlockedAndClosed(ScratchNamespaces net) throws IOException {
        Pod pod = Pod.in(net);
        NamespaceSource closing = withLock(namespace -> {
            NamespaceFlock lock = PodLocks.take(namespace);
            namespace.close();
            return lock;
        });

        assertThatThrownBy(() -> CallKernel.openPod(pod.path(), closing)).isInstanceOf(IllegalStateException.class);

        assertThat(pod.held()).isEqualTo(NOTHING);
    }

    /**
     * The kernel can refuse the return of a thread for lack of memory. The new socket must then be closed: while it is open, the pod's namespace
     * cannot be deleted.
     */
    @Test
    void aSocketIsClosedIfTheThreadThatOpenedItCannotReturn(ScratchNamespaces net) throws IOException {
        Pod pod = Pod.in(net);
        NetworkNamespace home = NetworkNamespace.current();
        home.close();
        try (NetworkNamespace opened = NetworkNamespace.open(net.path(pod.name()));
                NamespaceThread victim = opened.enter();
                NamespaceHandle handle =
                        new NamespaceHandle(opened, new NamespaceExecutor.Visiting(opened, new HomeNamespace(home)))) {
            assertThatThrownBy(() -> victim.call(handle::socket)).isInstanceOf(IllegalStateException.class);
        }

        assertThat(pod.held()).isEqualTo(NOTHING);
    }

    @Test
    void namespacesOnDedicatedThreadsAreClosedIfOneCannotBeEntered(ScratchNamespaces net) throws IOException {
        Pod pod = Pod.in(net);
        NetworkNamespace host = NetworkNamespace.open(Path.of(pod.path()));
        NetworkNamespace closed = NetworkNamespace.open(Path.of(pod.path()));
        closed.close();

        assertThatThrownBy(() -> CallKernel.onDedicatedThreads(host, Optional.of(closed)))
                .isInstanceOf(IllegalStateException.class);

        assertThat(pod.held()).isEqualTo(NOTHING);
    }

    @Test
    void closingGivesReservedMemoryBack(ScratchNamespaces net) throws IOException {
        Pod pod = Pod.in(net);
        SharedObjectBudget budget = new SharedObjectBudget(300);
        try (CallKernel kernel = CallKernel.openPod(pod.path(), withBudget(budget))) {
            assertThat(kernel.reserve(256)).isTrue();
            assertThat(kernel.reserve(256)).isFalse();
        }
        assertThat(budget.take(300)).isTrue();
    }

    @Test
    void aCallWithoutAPodSharesTheBudgetToo() {
        SharedObjectBudget budget = new SharedObjectBudget(300);
        try (CallKernel withoutPod = CallKernel.openRemainingPod("", withBudget(budget))) {
            assertThat(withoutPod.reserve(256)).isTrue();
            try (CallKernel ofHost = CallKernel.openHost(withBudget(budget))) {
                assertThat(ofHost.reserve(256)).isFalse();
            }
        }
        assertThat(budget.take(300)).isTrue();
    }

    private static NamespaceSource withBudget(SharedObjectBudget budget) {
        return new NamespaceSource() {
            @Override
            public NetworkNamespace open(String path) throws NamespaceException {
                return NetworkNamespace.open(Path.of(path));
            }

            @Override
            public Optional<SharedObjectBudget> objectBudget() {
                return Optional.of(budget);
            }
        };
    }

    @FunctionalInterface
    private interface Locking {
        NamespaceFlock lock(NetworkNamespace pod) throws NamespaceException;
    }

    private static NamespaceSource withLock(Locking locking) {
        return new NamespaceSource() {
            @Override
            public NetworkNamespace open(String path) throws NamespaceException {
                return NetworkNamespace.open(Path.of(path));
            }

            @Override
            public NamespaceFlock lock(NetworkNamespace pod) throws NamespaceException {
                return locking.lock(pod);
            }
        };
    }
}
