package meta.launcher.agent;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where Prometheus fetches the figures: {@code GET /metrics} by HTTP, on a port of the loopback device or on a unix socket. Whatever else is
 * asked gets the same answer.
 *
 * <p>One thread serves all clients, none of which it waits for. Of more than {@value #MOST} at once the one that came first is closed.
 */
public final class MetricsEndpoint implements AutoCloseable {
    private static final int MOST = 64;
    private static final int TYPE = 0170000; // inode(7)
    private static final int SOCKET = 0140000;

    private final ServerSocketChannel channel;
    private final Selector selector;
    private final Supplier<String> metrics;
    private final Set<MetricsClient> clients = new LinkedHashSet<>();

    private MetricsEndpoint(ServerSocketChannel channel, Selector selector, Supplier<String> metrics) {
        this.channel = channel;
        this.selector = selector;
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
            removeLeftOver(unix);
        }
        ServerSocketChannel channel = address instanceof UnixDomainSocketAddress
                ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        try {
            channel.bind(address);
            channel.configureBlocking(false);
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_ACCEPT);
            MetricsEndpoint endpoint = new MetricsEndpoint(channel, selector, metrics);
            Thread.ofPlatform().daemon().name("metrics").start(endpoint::serve);
            return endpoint;
        } catch (IOException e) {
            channel.close();
            throw new IOException(place + ": " + e.getMessage(), e);
        }
    }

    /** Removes the socket of an agent before us, at which nobody answers any more; whatever else is there stays. */
    private static void removeLeftOver(UnixDomainSocketAddress address) throws IOException {
        Path path = address.getPath();
        try {
            int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            int owner = (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            if ((mode & TYPE) != SOCKET || owner != (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid")) {
                throw new IOException(path + ": is there already, and no socket of ours");
            }
        } catch (NoSuchFileException e) {
            return;
        }
        try (SocketChannel _ = SocketChannel.open(address)) {
            throw new IOException(path + ": another process answers there");
        } catch (ConnectException e) {
            Files.deleteIfExists(path);
        }
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
        try (selector) {
            while (channel.isOpen()) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.attachment() instanceof MetricsClient client) {
                        served(client, key);
                    } else {
                        accept();
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException | ClosedSelectorException e) {
            return; // it is closed
        } finally {
            clients.forEach(MetricsClient::close);
        }
    }

    private void accept() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        SocketChannel accepted = channel.accept();
        if (accepted == null) {
            return; // it has gone already
        }
        if (clients.size() >= MOST) {
            MetricsClient first = clients.iterator().next();
            first.close();
            clients.remove(first);
        }
        accepted.configureBlocking(false);
        MetricsClient client = new MetricsClient(accepted);
        accepted.register(selector, SelectionKey.OP_READ, client);
        clients.add(client);
    }

    private void served(MetricsClient client, SelectionKey key) {
        try {
            if (key.isValid() && key.isReadable() && client.hasAsked()) {
                client.answer(answer(metrics.get()));
                key.interestOps(SelectionKey.OP_WRITE);
            }
            if (!key.isValid() || client.hasBeenAnswered()) {
                client.close();
                clients.remove(client);
            }
        } catch (IOException e) {
            client.close(); // it has gone
            clients.remove(client);
        }
    }

    private static ByteBuffer answer(String metrics) {
        byte[] body = metrics.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("HTTP/1.0 200 OK\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: "
                        + body.length + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        selector.close();
    }
}
