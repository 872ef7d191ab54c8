package meta.launcher.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Where Prometheus fetches the figures: {@code GET /metrics} by HTTP, on a port of the loopback device or on a unix socket. Whatever else is
 * asked gets the same answer; what comes slowly gets none.
 */
public final class MetricsEndpoint implements AutoCloseable {
    private static final int CLIENTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ServerSocketChannel channel;
    private final Supplier<String> metrics;
    private final Semaphore clients = new Semaphore(CLIENTS);

    private MetricsEndpoint(ServerSocketChannel channel, Supplier<String> metrics) {
        this.channel = channel;
        this.metrics = metrics;
    }

    /**
     * Opens it.
     *
     * @param place a port number, or the absolute path of a socket
     * @param metrics the figures as text
     * @throws IOException where the place cannot be had
     * @throws IllegalArgumentException where it is neither
     */
    public static MetricsEndpoint open(String place, Supplier<String> metrics) throws IOException {
        SocketAddress address = address(place);
        if (address instanceof UnixDomainSocketAddress unix) {
            Files.deleteIfExists(unix.getPath()); // the agent before us, of which there is one at a time
        }
        ServerSocketChannel channel = address instanceof UnixDomainSocketAddress
                ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        try {
            channel.bind(address);
        } catch (IOException e) {
            channel.close();
            throw new IOException(place + ": " + e.getMessage(), e);
        }
        MetricsEndpoint endpoint = new MetricsEndpoint(channel, metrics);
        Thread.ofPlatform().daemon().name("metrics").start(endpoint::serve);
        return endpoint;
    }

    private static SocketAddress address(String place) {
        if (place.startsWith("/")) {
            return UnixDomainSocketAddress.of(Path.of(place));
        }
        if (place.matches("[0-9]{1,5}") && Integer.parseInt(place) < 65536) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(place));
        }
        throw new IllegalArgumentException(
                "\"" + place + "\": a port number or the absolute path of a socket is expected");
    }

    /** {@return where it is} */
    public SocketAddress address() throws IOException {
        return channel.getLocalAddress();
    }

    private void serve() {
        try {
            while (true) {
                SocketChannel client = channel.accept();
                clients.acquireUninterruptibly();
                Thread answering =
                        Thread.ofPlatform().daemon().name("metrics client").start(() -> answer(client));
                Thread.ofPlatform().daemon().name("metrics patience").start(() -> limit(answering, client));
            }
        } catch (IOException e) {
            return; // it is closed
        }
    }

    private void limit(Thread answering, SocketChannel client) {
        try (client) {
            answering.join(PATIENCE);
        } catch (InterruptedException | IOException e) {
            Thread.currentThread().interrupt();
        } finally {
            clients.release();
        }
    }

    private void answer(SocketChannel client) {
        try (client) {
            String request = "";
            ByteBuffer buffer = ByteBuffer.allocate(8192);
            while (!request.contains("\r\n\r\n") && buffer.hasRemaining() && client.read(buffer) >= 0) {
                request = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
            }
            byte[] body = metrics.get().getBytes(StandardCharsets.UTF_8);
            String head =
                    "HTTP/1.0 200 OK\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: "
                            + body.length + "\r\nConnection: close\r\n\r\n";
            write(client, head.getBytes(StandardCharsets.US_ASCII));
            write(client, body);
        } catch (IOException e) {
            return; // it has gone, or has taken too long
        }
    }

    private static void write(SocketChannel client, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            client.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
