package meta.netlink.netns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import meta.netlink.libc.Libc;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;

/** A thread visits another namespace, and returns to its own namespace after the task. */
@NeedsRealKernel
class VisitTest {
    private static final Path HERE = Path.of("/proc/thread-self/ns/net");

    @Test
    void aVisitRunsTheTaskInTheNamespaceAndThenReturns(ScratchNamespaces net) throws IOException {
        Path before = Files.readSymbolicLink(HERE);
        Thread caller = Thread.currentThread();
        try (NetworkNamespace home = NetworkNamespace.current();
                NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")))) {
            try (NetworkNamespace there = pod.visit(home, NetworkNamespace::current)) {
                assertThat(there.isSameAs(pod)).isTrue();
            }
            assertThat(pod.<Thread, IOException>visit(home, Thread::currentThread))
                    .isSameAs(caller);
            assertThat(Files.readSymbolicLink(HERE)).isEqualTo(before);
        }
    }

    @Test
    void theThreadReturnsFromATaskThatFails(ScratchNamespaces net) throws IOException {
        Path before = Files.readSymbolicLink(HERE);
        IllegalStateException failure = new IllegalStateException("a");
        try (NetworkNamespace home = NetworkNamespace.current();
                NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")))) {
            assertThatThrownBy(() -> pod.visit(home, () -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
            assertThat(Files.readSymbolicLink(HERE)).isEqualTo(before);
        }
    }

    /** This test runs on a separate thread, because the thread is in the wrong namespace afterwards and must end. */
    @Test
    void aThreadThatCannotReturnIsStranded(ScratchNamespaces net) throws IOException {
        NetworkNamespace home = NetworkNamespace.current(); // closed by the task
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")));
                NamespaceThread victim = home.enter()) {
            assertThatThrownBy(() -> victim.call(() -> pod.visit(home, () -> Libc.close(home.descriptor()))))
                    .isInstanceOf(StrandedException.class)
                    .hasMessageContaining("EBADF");
        }
    }
}
