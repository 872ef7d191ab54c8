package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import meta.netlink.unix.UnixListener;
import meta.netlink.unix.UnixSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client gets reports that the agent works on its call, but none after the answer. */
class ClientConnectionTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Set<ClientConnection> underWay = ConcurrentHashMap.newKeySet();

    @TempDir
    Path folder;

    private UnixListener listener;
    private UnixSocket client;
    private ClientConnection connection;

    @BeforeEach
    void aClientWhoseCallIsUnderWay() throws IOException {
        listener = UnixListener.bind(folder.resolve("agent.sock").toString());
        client = UnixSocket.connect(folder.resolve("agent.sock").toString());
        connection =
                new ClientConnection(listener.accept(), new RequestMemoryBudget(1 << 20), new Semaphore(0), underWay);
        connection.beginWork();
    }

    @AfterEach
    void close() {
        client.close();
        listener.close();
    }

    @Test
    void reportsOfWorkPrecedeTheAnswerAndNoneFollowsTheAnswer() throws IOException {
        underWay.forEach(ClientConnection::reportWork);
        underWay.forEach(ClientConnection::reportWork);
        connection.answer(new AgentAnswer(0, "done", ""));
        underWay.forEach(ClientConnection::reportWork);
        connection.close();

        byte[] received = client.receive(4 + 4 + 12 + 4, LIMIT);
        ByteBuffer numbers = ByteBuffer.wrap(received);
        assertThat(numbers.getInt()).isEqualTo(-2);
        assertThat(numbers.getInt()).isEqualTo(-2);
        assertThat(numbers.getInt()).isZero();
        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> client.receive(1, LIMIT));
        assertThat(underWay).isEmpty();
    }

    @Test
    void aClosedConnectionIsNotUsed() throws IOException {
        connection.close();

        connection.reportWork();

        assertThat(underWay).isEmpty();
    }
}
