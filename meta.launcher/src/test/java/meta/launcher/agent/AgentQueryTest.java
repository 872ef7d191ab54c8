package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import meta.netlink.unix.UnixListener;
import meta.netlink.unix.UnixSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A query returns the status of an agent, or an error that says why there is no status. */
class AgentQueryTest {
    @TempDir
    Path folder;

    private Path socket;
    private UnixListener listener;

    @BeforeEach
    void listen() throws IOException {
        socket = folder.resolve("agent.sock");
        listener = UnixListener.bind(socket.toString());
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void theStatusIsTheAgentsStandardOutput() throws IOException {
        CompletableFuture<Void> agent = answering(new AgentAnswer(0, "up 1 d\n", ""));
        assertThat(AgentQuery.of(socket, "build")).isEqualTo("up 1 d\n");
        agent.join();
    }

    @Test
    void ifTheAgentHasTooManyClientsTheStatusIsAnError() {
        CompletableFuture<Void> agent = answering(AgentAnswer.GO_COLD);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> AgentQuery.of(socket, "build"))
                .withMessageContaining("too many clients");
        agent.join();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, (1 << 20) + 1})
    void anAnswerWithAnInvalidLengthIsMalformed(int length) {
        CompletableFuture<Void> agent = answering(client -> client.send(
                ByteBuffer.allocate(12).putInt(0).putInt(length).putInt(0).array()));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> AgentQuery.of(socket, "build"))
                .withMessage("the answer of the agent is malformed");
        agent.join();
    }

    @Test
    void anAgentThatClosesTheConnectionHasNoRoomButIsResponsive() throws IOException {
        CompletableFuture<Void> agent = CompletableFuture.runAsync(() -> {
            try {
                listener.accept().close();
                listener.accept().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        AgentQuery.requireResponsive(socket, "build");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> AgentQuery.requireReachable(socket, "build"));
        agent.join();
    }

    @Test
    void anAgentOfAnotherBuildIsNotResponsiveForThisBuild() {
        CompletableFuture<Void> agent = CompletableFuture.runAsync(() -> {
            try (UnixSocket client = listener.accept()) {
                client.send(AgentGreeting.of("other"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> AgentQuery.requireResponsive(socket, "build"))
                .withMessageContaining("other");
        agent.join();
    }

    private CompletableFuture<Void> answering(AgentAnswer answer) {
        return answering(answer::sendTo);
    }

    /** What the agent in a test does after it has received a request. */
    private interface Answering {
        void to(UnixSocket client) throws IOException;
    }

    private CompletableFuture<Void> answering(Answering answer) {
        return CompletableFuture.runAsync(() -> {
            try (UnixSocket client = listener.accept()) {
                client.send(AgentGreeting.of("build"));
                client.receive(8, Duration.ofMinutes(1));
                answer.to(client);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
