package meta.netlink.unix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollerTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final Poller readiness = new Poller(2);
    private UnixListener listener;
    private UnixSocket client;
    private UnixSocket server;

    @BeforeEach
    void aConnection() throws IOException {
        listener = UnixListener.bind(folder.resolve("socket").toString());
        client = connect();
        server = listener.accept();
    }

    @AfterEach
    void close() {
        readiness.close();
        client.close();
        server.close();
        listener.close();
    }

    @Test
    void aConnectionIsReadyAfterBytesHaveArrived() throws IOException {
        assertThat(readiness.await(listener, List.of(server), Duration.ofMillis(1)))
                .isEqualTo(new Poller.Ready(false, List.of()));
        ByteBuffer buffer = ByteBuffer.allocateDirect(10);
        assertThat(server.receiveAvailable(buffer)).isZero();

        client.send(new byte[3]);

        assertThat(readiness.await(listener, List.of(server), LONG))
                .isEqualTo(new Poller.Ready(false, List.of(server)));
        assertThat(server.receiveAvailable(buffer)).isEqualTo(3);
        assertThat(buffer.position()).isEqualTo(3);
    }

    @Test
    void aConnectingClientIsDistinguishedFromAClientThatSends() throws IOException {
        try (UnixSocket another = connect()) {
            assertThat(readiness.await(listener, List.of(server), LONG)).isEqualTo(new Poller.Ready(true, List.of()));
            try (UnixSocket accepted = listener.accept()) {
                another.send(new byte[1]);
                assertThat(readiness.await(listener, List.of(server, accepted), LONG))
                        .isEqualTo(new Poller.Ready(false, List.of(accepted)));
            }
        }
    }

    @Test
    void theEndOfAConnectionOrOfTheListenerMakesItReady() throws IOException {
        client.close();
        assertThat(readiness.await(listener, List.of(server), LONG).connections())
                .containsExactly(server);
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> server.receiveAvailable(ByteBuffer.allocateDirect(1)));
        listener.end();
        assertThat(readiness.await(listener, List.of(), LONG).listener()).isTrue();
    }

    @Test
    void moreConnectionsThanTheConstructorPermitsAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> readiness.await(listener, List.of(server, server, server), LONG));
    }

    @Test
    void aReserveDescriptorRejectsAClient() throws IOException {
        try (ReserveDescriptor spare = new ReserveDescriptor();
                UnixSocket another = connect()) {
            assertThat(spare.rejectNext(listener)).isTrue();
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> another.receive(1, LONG));
        }
    }

    private UnixSocket connect() throws IOException {
        return UnixSocket.connect(folder.resolve("socket").toString());
    }
}
