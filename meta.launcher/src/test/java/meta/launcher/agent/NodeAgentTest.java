package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent closes what it has opened, even if it cannot listen. */
class NodeAgentTest {
    @TempDir
    Path folder;

    @Test
    void anAgentThatCannotListenLeavesNoNamespaceOpenAndNoLockBehind() throws IOException {
        Path tooLong = folder.resolve("x".repeat(120));
        long before = openNamespaces();

        for (int tries = 0; tries < 3; tries++) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NodeAgent.listen(tooLong, OptionalInt.empty(), "build", System.err))
                    .withMessageContaining(tooLong.toString());
        }

        assertThat(openNamespaces()).isEqualTo(before);
        InstanceLock.acquire(tooLong).close();
    }

    @Test
    void aClosedAgentLeavesNothingOpen() throws IOException {
        Path socket = folder.resolve("agent.sock");
        long before = openNamespaces();

        NodeAgent.listen(socket, OptionalInt.empty(), "build", System.err).close();

        assertThat(openNamespaces()).isEqualTo(before);
        assertThat(socket).doesNotExist();
        InstanceLock.acquire(socket).close();
    }

    @Test
    void aDescriptorThatIsNotAListeningSocketIsRejected() throws IOException {
        Path socket = folder.resolve("agent.sock");

        assertThatIOException()
                .isThrownBy(() -> NodeAgent.listen(socket, OptionalInt.of(100_000), "build", System.err))
                .withMessage("descriptor 100000: a listening Unix domain socket is expected");

        InstanceLock.acquire(socket).close();
    }

    private static long openNamespaces() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(NodeAgentTest::isNamespace).count();
        }
    }

    private static boolean isNamespace(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("net:[");
        } catch (IOException e) {
            return false; // closed since it was listed
        }
    }
}
