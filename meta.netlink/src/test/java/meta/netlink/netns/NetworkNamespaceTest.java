package meta.netlink.netns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import meta.netlink.Errno;
import meta.netlink.netns.NamespaceException.Reason;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A namespace is opened by any path that leads to it, and an exception distinguishes a missing namespace from a failure. */
class NetworkNamespaceTest {
    @TempDir
    private Path folder;

    @Test
    void aPathWithoutAFileIsMissing() {
        assertThatOpening(folder.resolve("gone"), Reason.MISSING, "does not exist");
        assertThatOpening(folder.resolve("gone/further"), Reason.MISSING, "does not exist");
        assertThatOpening(Path.of("/proc/self/status/ns/net"), Reason.MISSING, "does not exist");
        assertThatOpening(Path.of(""), Reason.MISSING, "does not exist");
    }

    @Test
    void aFileOfAnotherKindIsNotANetworkNamespace() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatOpening(file, Reason.NOT_A_NETWORK_NAMESPACE, "is not a network namespace");
        assertThatOpening(folder, Reason.NOT_A_NETWORK_NAMESPACE, "is not a network namespace");
        assertThatOpening(Path.of("/dev/null"), Reason.NOT_A_NETWORK_NAMESPACE, "is not a network namespace");
        assertThatOpening(Path.of("/proc/self/ns/mnt"), Reason.NOT_A_NETWORK_NAMESPACE, "is not a network namespace");
        assertThatOpening(Path.of("/proc/self/ns/user"), Reason.NOT_A_NETWORK_NAMESPACE, "is not a network namespace");
    }

    @Test
    void openingAPipeDoesNotWait() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThatOpening(pipe, Reason.NOT_A_NETWORK_NAMESPACE, "is not a network namespace");
    }

    @Test
    void aPathThatCannotBeOpenedIsNotANetworkNamespace() throws IOException {
        Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        Path socket = folder.resolve("socket");
        try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket));
            assertThatOpening(socket, Reason.NOT_A_NETWORK_NAMESPACE, "open: ENXIO");
        }
        assertThatOpening(loop, Reason.NOT_A_NETWORK_NAMESPACE, "open: ELOOP");
        Path longName = folder.resolve("x".repeat(256));
        assertThatOpening(longName, Reason.NOT_A_NETWORK_NAMESPACE, "open: ENAMETOOLONG");
    }

    @Test
    @NeedsRealKernel
    void enterNewMovesOnlyTheCallingThread() throws Exception {
        try (NetworkNamespace own = NetworkNamespace.current()) {
            FutureTask<String> moved = new FutureTask<>(() -> {
                try (NetworkNamespace created = NetworkNamespace.enterNew()) {
                    assertThat(created.isCurrent()).isTrue();
                    assertThat(created.isSameAs(own)).isFalse();
                    return Files.readString(Path.of("/proc/thread-self/net/dev"));
                }
            });
            Thread.ofPlatform().start(moved);

            assertThat(moved.get().lines().skip(2)).singleElement().asString().contains("lo:");
            assertThat(own.isCurrent()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, MISSING",
        "20, MISSING",
        "23, EXHAUSTED",
        "24, EXHAUSTED",
        "12, EXHAUSTED",
        "4, EXHAUSTED",
        "1, NOT_A_NETWORK_NAMESPACE",
        "13, NOT_A_NETWORK_NAMESPACE",
        "22, NOT_A_NETWORK_NAMESPACE",
    })
    void aShortageIsDistinguishedFromAWrongPath(int errno, Reason reason) {
        assertThat(NamespaceException.notOpened("/run/netns/a", Errno.of(errno)).reason())
                .isEqualTo(reason);
    }

    @Test
    @NeedsRealKernel
    void aDeletedNamespaceIsMissingAndItsMountPointIsNotANetworkNamespace(ScratchNamespaces net) throws IOException {
        String pod = net.make("pod");
        net.delete(pod);
        assertThatOpening(net.path(pod), Reason.MISSING, "does not exist");
        Files.createFile(net.path(pod));
        try {
            assertThatOpening(net.path(pod), Reason.NOT_A_NETWORK_NAMESPACE, "is not a network namespace");
        } finally {
            Files.delete(net.path(pod));
        }
    }

    @Test
    @NeedsRealKernel
    void twoFilesCanLeadToOneNamespace(ScratchNamespaces net) throws IOException {
        try (NetworkNamespace pod = NetworkNamespace.open(net.path(net.make("pod")));
                NetworkNamespace other = NetworkNamespace.open(net.path(net.make("other")));
                NetworkNamespace again = NetworkNamespace.open(Path.of("/proc/self/fd/" + pod.descriptor()));
                NetworkNamespace here = NetworkNamespace.current();
                NetworkNamespace self = NetworkNamespace.open(Path.of("/proc/self/ns/net"))) {
            assertThat(again.isSameAs(pod)).isTrue();
            assertThat(self.isSameAs(here)).isTrue();
            assertThat(other.isSameAs(pod)).isFalse();
            assertThat(here.isSameAs(pod)).isFalse();
        }
    }

    @Test
    void aClosedNamespaceThrows() throws IOException {
        NetworkNamespace here = NetworkNamespace.current();
        here.close();
        here.close();
        assertThatThrownBy(here::descriptor).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(here::enter).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> here.isSameAs(here)).isInstanceOf(IllegalStateException.class);
    }

    private static void assertThatOpening(Path path, Reason reason, String text) {
        assertThatThrownBy(() -> NetworkNamespace.open(path))
                .isInstanceOfSatisfying(
                        NamespaceException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessage(path + ": " + text);
    }
}
