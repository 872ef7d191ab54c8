package meta.netlink.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@NeedsRealKernel
class ScratchNamespacesTest {
    @Test
    void closeDeletesAllNamespaces() {
        Path one;
        Path two;
        try (ScratchNamespaces net = new ScratchNamespaces()) {
            one = net.path(net.make("pod"));
            two = net.path(net.make("pod"));
            assertThat(one).exists().isNotEqualTo(two);
        }
        assertThat(one).doesNotExist();
        assertThat(two).doesNotExist();
    }

    @Test
    void aFailedDeletionDoesNotPreventTheOtherDeletions() {
        ScratchNamespaces net = new ScratchNamespaces();
        Path first = net.path(net.make("first"));
        String second = net.make("second");
        net.ip("netns", "del", second);
        assertThatThrownBy(net::close).isInstanceOf(AssertionError.class).hasMessageContaining(second);
        assertThat(first).doesNotExist();
    }

    @Test
    void aSweepDeletesOnlyNamespacesOfEndedProcesses(ScratchNamespaces net) throws Exception {
        Process ended = new ProcessBuilder("true").start();
        assertThat(ended.waitFor()).isZero();
        String left = "metatest-" + ended.pid() + "-1-pod";
        String living = "metatest-" + ProcessHandle.current().pid() + "-0-pod";
        net.ip("netns", "add", left);
        net.ip("netns", "add", living);
        try {
            ScratchNamespaces.sweep();
            assertThat(net.path(left)).doesNotExist();
            assertThat(net.path(living)).exists();
        } finally {
            Files.deleteIfExists(net.path(left));
            net.ip("netns", "del", living);
        }
    }

    @Test
    void theFailureOfACommandContainsItsOutput(ScratchNamespaces net) {
        String pod = net.make("pod");
        assertThatThrownBy(() -> net.ip("-n", pod, "link", "set", "gone", "up"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("ip -n " + pod + " link set gone up: exit status 1: Cannot find device \"gone\"");
        assertThat(net.exec(pod, "cat", "/proc/sys/net/ipv4/ip_forward")).isIn("0\n", "1\n");
    }
}
