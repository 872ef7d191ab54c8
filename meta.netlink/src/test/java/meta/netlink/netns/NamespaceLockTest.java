package meta.netlink.netns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import meta.netlink.netns.NamespaceException.Reason;
import meta.netlink.testbed.RealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;

@RealKernel
class NamespaceLockTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    @Test
    void twoWhoOpenTheSameNamespaceByDifferentFilesExcludeEachOther(ScratchNamespaces net) throws Exception {
        String name = net.make("pod");
        Process inPod = new ProcessBuilder("ip", "netns", "exec", name, "cat").start();
        try (NetworkNamespace byName = NetworkNamespace.open(net.path(name));
                NetworkNamespace byProcess = openOf(inPod, byName)) {
            try (NamespaceLock lock = byName.lock(AT_ONCE)) {
                assertThat(lock).isNotNull();
                assertThatThrownBy(() -> byProcess.lock(AT_ONCE))
                        .isInstanceOfSatisfying(
                                NamespaceException.class,
                                e -> assertThat(e.reason()).isEqualTo(Reason.LOCKED))
                        .hasMessage("/proc/" + inPod.pid() + "/ns/net: still locked by another call after 1 ms");
                assertThatThrownBy(() -> byName.lock(AT_ONCE)).isInstanceOf(NamespaceException.class);
            }
            byProcess.lock(AT_ONCE).close();
        } finally {
            inPod.destroy();
        }
    }

    @Test
    void anotherProcessSeesTheLock(ScratchNamespaces net) throws Exception {
        Path file = net.path(net.make("pod"));
        try (NetworkNamespace pod = NetworkNamespace.open(file)) {
            try (NamespaceLock lock = pod.lock(AT_ONCE)) {
                assertThat(lock).isNotNull();
                assertThat(flock(file)).isEqualTo(1);
            }
            assertThat(flock(file)).isZero();
        }
    }

    @Test
    void anotherNamespaceHasAnotherLock(ScratchNamespaces net) throws IOException {
        try (NetworkNamespace one = NetworkNamespace.open(net.path(net.make("one")));
                NetworkNamespace two = NetworkNamespace.open(net.path(net.make("two")));
                NamespaceLock ofOne = one.lock(AT_ONCE);
                NamespaceLock ofTwo = two.lock(AT_ONCE)) {
            assertThat(ofOne).isNotSameAs(ofTwo);
        }
    }

    @Test
    void whoWaitsGetsTheLockWhenItIsFree(ScratchNamespaces net) throws Exception {
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")));
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            NamespaceLock held = pod.lock(AT_ONCE);
            Future<NamespaceLock> waiting = other.submit(() -> pod.lock(Duration.ofSeconds(30)));
            assertThat(waiting.isDone()).isFalse();
            held.close();
            waiting.get().close();
        }
    }

    @Test
    void theLockOutlivesTheNamespaceItWasTakenBy(ScratchNamespaces net) throws Exception {
        Path file = net.path(net.make("pod"));
        NetworkNamespace pod = NetworkNamespace.open(file);
        try (NamespaceLock lock = pod.lock(AT_ONCE)) {
            pod.close();
            assertThat(lock).isNotNull();
            assertThat(flock(file)).isEqualTo(1);
        }
    }

    /** {@return the namespace of a process, once the process has got there} */
    private static NetworkNamespace openOf(Process process, NetworkNamespace expected) throws IOException {
        while (true) {
            NetworkNamespace found = NetworkNamespace.open(Path.of("/proc", Long.toString(process.pid()), "ns", "net"));
            if (found.sameAs(expected)) {
                return found;
            }
            found.close();
            Thread.onSpinWait();
        }
    }

    /** Locks with the program of util-linux: 1 where somebody else holds the lock. */
    private static int flock(Path file) throws Exception {
        return new ProcessBuilder("flock", "--nonblock", file.toString(), "true")
                .start()
                .waitFor();
    }
}
