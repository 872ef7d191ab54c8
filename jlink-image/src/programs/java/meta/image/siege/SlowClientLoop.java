package meta.image.siege;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The program of {@link SlowClients}. Every other client sends one byte each second, the others send nothing. If the agent has closed the
 * connection of a client, the client connects again.
 */
final class SlowClientLoop {
    /** The line that the program prints when all clients have tried to connect. */
    static final String CONNECTED = "connected";

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final UnixDomainSocketAddress socket;
    private final Map<Integer, SocketChannel> clients = new HashMap<>();

    private SlowClientLoop(UnixDomainSocketAddress socket) {
        this.socket = socket;
    }

    /**
     * Runs the clients until the process is killed, or the socket has been deleted.
     *
     * @param arguments the path of the agent's socket, and the number of clients
     */
    public static void main(String[] arguments) throws InterruptedException {
        Path path = Path.of(arguments[0]);
        SlowClientLoop loop = new SlowClientLoop(UnixDomainSocketAddress.of(path));
        int count = Integer.parseInt(arguments[1]);
        loop.connect(count);
        System.out.println(CONNECTED);
        while (Files.exists(path)) {
            Thread.sleep(PAUSE);
            loop.send();
            loop.connect(count);
        }
    }

    private void connect(int count) {
        for (int i = 0; i < count; i++) {
            if (!clients.containsKey(i)) {
                connectOne(i);
            }
        }
    }

    private void connectOne(int client) {
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.configureBlocking(false);
            channel.connect(socket);
            clients.put(client, channel);
        } catch (IOException e) {
            // the agent's queue of connections is full; the client tries again after the pause
        }
    }

    private void send() {
        clients.entrySet().removeIf(client -> {
            boolean open = isOpen(client.getKey(), client.getValue());
            if (!open) {
                close(client.getValue());
            }
            return !open;
        });
    }

    private static boolean isOpen(int client, SocketChannel channel) {
        try {
            if (client % 2 == 0) {
                channel.write(ByteBuffer.allocate(1));
            }
            return channel.read(ByteBuffer.allocate(1)) >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // a channel that cannot be closed is of no use any more
        }
    }
}
