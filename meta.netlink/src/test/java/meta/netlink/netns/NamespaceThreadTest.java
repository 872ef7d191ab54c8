package meta.netlink.netns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A dedicated thread runs all tasks in one namespace, until it is closed. */
@NeedsRealKernel
class NamespaceThreadTest {
    private static final Path HERE = Path.of("/proc/thread-self/ns/net");

    @TempDir
    private static Path temporary;

    @Test
    void aTaskRunsInTheNamespaceAndTheCallingThreadStaysInItsOwn(ScratchNamespaces net) throws IOException {
        Path before = Files.readSymbolicLink(HERE);
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")));
                NamespaceThread inside = pod.enter()) {
            assertThat(inside.call(() -> Files.readSymbolicLink(HERE))).isNotEqualTo(before);
            try (NetworkNamespace there = inside.call(NetworkNamespace::current)) {
                assertThat(there.isSameAs(pod)).isTrue();
            }
            assertThat(Files.readSymbolicLink(HERE)).isEqualTo(before);
        }
        assertThat(Files.readSymbolicLink(HERE)).isEqualTo(before);
    }

    @Test
    @Timeout(30)
    void allTasksRunOnOneDedicatedThread(ScratchNamespaces net) throws Exception {
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")))) {
            Thread thread;
            try (NamespaceThread inside = pod.enter()) {
                thread = inside.call(Thread::currentThread);
                assertThat(inside.call(Thread::currentThread)).isSameAs(thread);
                assertThat(inside.call(() -> inside.call(Thread::currentThread)))
                        .isSameAs(thread);
                assertThat(thread).isNotSameAs(Thread.currentThread());
            }
            thread.join();
            try (NamespaceThread another = pod.enter()) {
                assertThat(another.call(Thread::currentThread)).isNotSameAs(thread);
            }
        }
    }

    @Test
    void anExceptionOfTheTaskIsThrownToTheCaller(ScratchNamespaces net) throws IOException {
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")));
                NamespaceThread inside = pod.enter()) {
            IOException checked = new IOException("a");
            IllegalStateException unchecked = new IllegalStateException("b");
            AssertionError error = new AssertionError("c");
            assertThatThrownBy(() -> inside.call(() -> {
                        throw checked;
                    }))
                    .isSameAs(checked);
            assertThatThrownBy(() -> inside.call(() -> {
                        throw unchecked;
                    }))
                    .isSameAs(unchecked);
            assertThatThrownBy(() -> inside.call(() -> {
                        throw error;
                    }))
                    .isSameAs(error);
            assertThat(inside.call(() -> "still there")).isEqualTo("still there");
        }
    }

    @Test
    void anInterruptedCallerWaitsForItsTaskAndStaysInterrupted(ScratchNamespaces net) throws IOException {
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")));
                NamespaceThread inside = pod.enter()) {
            Thread caller = Thread.currentThread();
            int done = inside.call(() -> {
                caller.interrupt();
                while (caller.isInterrupted()) { // until the caller has handled the interrupt and waits again
                    Thread.onSpinWait();
                }
                return 1;
            });
            assertThat(done).isEqualTo(1);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aClosedThreadRejectsTasks(ScratchNamespaces net) throws IOException {
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")))) {
            NamespaceThread inside = pod.enter();
            inside.close();
            inside.close();
            assertThatThrownBy(() -> inside.call(() -> 1)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    @Timeout(30)
    void aClosedThreadEndsAndLeavesTheNamespace(ScratchNamespaces net) throws IOException {
        String link;
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")));
                NamespaceThread inside = pod.enter()) {
            link = inside.call(() -> Files.readSymbolicLink(HERE)).toString();
            assertThat(namespacesOfThreads()).contains(link);
        }
        while (namespacesOfThreads().contains(link)) { // the kernel ends a thread a moment after Java does
            Thread.onSpinWait();
        }
    }

    @Test
    void aThousandUsesLeaveNoDescriptorOpen(ScratchNamespaces net) throws IOException {
        Path file = net.path(net.make("pod"));
        once(file);
        long before = descriptors();
        for (int i = 0; i < 1000; i++) {
            once(file);
        }
        assertThat(descriptors()).isEqualTo(before);
    }

    /** Opens everything that needs a descriptor, and closes it again. */
    private static void once(Path file) throws IOException {
        try (NetworkNamespace pod = NetworkNamespace.open(file);
                NamespaceFlock lock = new LockFolder(temporary).lock(pod, Duration.ZERO);
                NamespaceThread inside = pod.enter();
                NetlinkSocket socket = inside.call(NetlinkSocket::open)) {
            assertThatThrownBy(() -> new LockFolder(temporary).lock(pod, Duration.ZERO))
                    .isInstanceOf(NamespaceException.class);
            assertThatThrownBy(() -> NetworkNamespace.open(Path.of("/dev/null")))
                    .isInstanceOf(NamespaceException.class);
            assertThat(Sysctl.read("net/ipv4/ip_forward")).isPresent();
            assertThat(lock).isNotNull();
            assertThat(socket).isNotNull();
        }
    }

    private static List<String> namespacesOfThreads() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.map(NamespaceThreadTest::namespaceOf).toList();
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    private static String namespaceOf(Path thread) {
        try {
            return Files.readSymbolicLink(thread.resolve("ns/net")).toString();
        } catch (IOException e) {
            return "ended meanwhile";
        }
    }
}
