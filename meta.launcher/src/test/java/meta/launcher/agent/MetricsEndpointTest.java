package meta.launcher.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsEndpointTest {
    private static final String REQUEST = "GET /metrics HTTP/1.1\r\nHost: node\r\n\r\n";
    private static final String ANSWER = """
        HTTP/1.0 200 OK\r
        Content-Type: text/plain; version=0.0.4; charset=utf-8\r
        Content-Length: 4\r
        Connection: close\r
        \r
        a 1
        """;

    @TempDir
    Path folder;

    @Test
    void theFiguresAreOnAPortOfTheLoopbackDevice() throws IOException {
        try (MetricsEndpoint endpoint = MetricsEndpoint.open("0", () -> "a 1\n")) {
            assertThat(((InetSocketAddress) endpoint.address()).getAddress().isLoopbackAddress())
                    .isTrue();
            assertThat(asked(endpoint.address())).isEqualTo(ANSWER);
            assertThat(asked(endpoint.address())).isEqualTo(ANSWER);
        }
    }

    @Test
    void theFiguresAreOnAUnixSocketAlsoWhereAnOldOneIsLeft() throws IOException {
        String place = folder.resolve("metrics.sock").toString();
        MetricsEndpoint.open(place, () -> "old").close();
        try (MetricsEndpoint endpoint = MetricsEndpoint.open(place, () -> "a 1\n")) {
            assertThat(asked(endpoint.address())).isEqualTo(ANSWER);
        }
    }

    @Test
    void clientsThatSayNothingKeepNobodyWaiting() throws IOException {
        try (MetricsEndpoint endpoint = MetricsEndpoint.open("0", () -> "a 1\n")) {
            List<SocketChannel> silent = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                silent.add(SocketChannel.open(endpoint.address()));
            }

            assertThat(asked(endpoint.address())).isEqualTo(ANSWER);

            for (SocketChannel each : silent) {
                each.close();
            }
        }
    }

    @Test
    void whatIsThereAndNoSocketThatAnAgentHasLeftStays() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        for (Path place : List.of(file, link, Files.createDirectory(folder.resolve("empty")))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> MetricsEndpoint.open(place.toString(), () -> ""))
                    .withMessage(place + ": is there already, and no socket of ours");
        }
        assertThat(file).hasContent("text");
        assertThat(link).isSymbolicLink();
        String place = folder.resolve("used.sock").toString();
        try (MetricsEndpoint used = MetricsEndpoint.open(place, () -> "a 1\n")) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> MetricsEndpoint.open(place, () -> ""))
                    .withMessage(place + ": another process answers there");
            assertThat(asked(used.address())).isEqualTo(ANSWER);
        }
    }

    @Test
    void aPlaceThatIsTakenIsNamed() throws IOException {
        try (MetricsEndpoint first = MetricsEndpoint.open("0", () -> "")) {
            String port = Integer.toString(((InetSocketAddress) first.address()).getPort());
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> MetricsEndpoint.open(port, () -> ""))
                    .withMessageStartingWith(port + ": ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "metrics.sock", "0.0.0.0:9100", "65536", "-1"})
    void anotherPlaceIsRefused(String place) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetricsEndpoint.open(place, () -> ""))
                .withMessage("\"" + place + "\": a port number or the absolute path of a socket is expected");
    }

    private static String asked(SocketAddress address) throws IOException {
        try (SocketChannel channel = SocketChannel.open(address)) {
            channel.write(ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
