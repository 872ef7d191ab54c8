package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Local processes can read the metrics, and a misbehaving client does not keep others from reading them. */
class MetricsEndpointTest {
    private static final String GET = "GET /metrics HTTP/1.1\r\nHost: node\r\n\r\n";

    private final List<SocketChannel> open = new ArrayList<>();
    private MetricsEndpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        endpoint = MetricsEndpoint.open(0, () -> "a 1\n");
    }

    @AfterEach
    void close() throws IOException {
        for (SocketChannel each : open) {
            each.close();
        }
        endpoint.close();
    }

    @Test
    void theMetricsAreOnTheLoopbackAddress() throws IOException {
        assertThat(InetAddress.getByName(endpoint.url().getHost()).isLoopbackAddress())
                .isTrue();
        assertThat(endpoint.url()).hasPath("/metrics");
        isServed();
        isServed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET", "GET /metrics HTTP/1.1\r\nHost: "})
    void silentAndSlowClientsDelayNoOtherClient(String sent) throws IOException {
        int clients = sent.isEmpty() ? 200 : 12;
        for (int i = 0; i < clients; i++) {
            connect(sent);
        }

        isServed();
    }

    @Test
    void clientsThatDoNotReadTheAnswerDelayNoOtherClient() throws IOException {
        String large = "a 1\n".repeat(1_000_000);
        try (MetricsEndpoint verbose = MetricsEndpoint.open(0, () -> large)) {
            for (int i = 0; i < 12; i++) {
                open.add(connect(verbose, GET));
            }

            assertThat(answer(connect(verbose, GET))).endsWith(large);
        }
    }

    /** Either opens 500 connections, more than the limit, or sends 100 incomplete requests, more than are answered at the same time. */
    @ParameterizedTest
    @ValueSource(strings = {"", "GET /metrics HTTP/1.1\r\nHost: "})
    void clientsBeyondTheLimitsAreDisconnectedAndTheOtherClientsTimeOut(String sent) throws IOException {
        for (int i = 0; i < (sent.isEmpty() ? 500 : 100); i++) {
            connect(sent);
        }

        while (answer(connect(GET)).isEmpty()) {
            Thread.onSpinWait(); // until the first clients have timed out
        }
        isServed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0\1\2\3\r\n\r\n",
                "GET\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "GET http://[ HTTP/1.1\r\n\r\n"
            })
    void aMalformedRequestGetsNoMetrics(String request) throws IOException {
        assertThat(answer(connect(request))).doesNotContain("a 1");
        isServed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "GET / HTTP/1.1\r\nX: "})
    void aRequestWithAnEndlessHeaderIsDisconnected(String start) throws IOException {
        SocketChannel client = connect(start);
        ByteBuffer endless = ByteBuffer.wrap("x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII));

        assertThatExceptionOfType(IOException.class)
                .as("that the connection is closed within %d bytes", 1 << 30)
                .isThrownBy(() -> {
                    for (int sent = 0; sent < 1 << 30; sent += endless.capacity()) {
                        client.write(endless.rewind());
                    }
                });
        isServed();
    }

    @Test
    void onlyGetIsAnswered() throws IOException {
        assertThat(answer(connect("POST /metrics HTTP/1.1\r\nContent-Length: 0\r\n\r\n")))
                .startsWith("HTTP/1.1 405 ")
                .contains("Allow: GET\r\n");
    }

    @Test
    void aPortThatIsInUseIsNamedInTheError() {
        int port = endpoint.url().getPort();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> MetricsEndpoint.open(port, () -> ""))
                .withMessageStartingWith("metrics at port " + port + ": ");
    }

    private void isServed() throws IOException {
        assertThat(answer(connect(GET)))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-type: text/plain; version=0.0.4; charset=utf-8\r\n", "Connection: close\r\n")
                .endsWith("\r\n\r\na 1\n");
    }

    private SocketChannel connect(String sent) throws IOException {
        SocketChannel channel = connect(endpoint, sent);
        open.add(channel);
        return channel;
    }

    private static SocketChannel connect(MetricsEndpoint endpoint, String sent) throws IOException {
        SocketChannel channel = SocketChannel.open(
                new InetSocketAddress(endpoint.url().getHost(), endpoint.url().getPort()));
        try {
            channel.write(ByteBuffer.wrap(sent.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            return channel; // disconnected already
        }
        return channel;
    }

    /** {@return the text that arrives until the server closes or resets the connection} */
    private static String answer(SocketChannel channel) {
        try {
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // reset by the server
        }
    }
}
