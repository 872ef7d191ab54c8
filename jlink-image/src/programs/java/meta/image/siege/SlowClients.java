package meta.image.siege;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that connect to the agent and keep it waiting: every other client sends one byte each second, the others send nothing. If the
 * agent has closed the connection of a client that sends, another client takes its place.
 */
final class SlowClients implements Attack {
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final String socket;
    private final List<SocketChannel> clients = new ArrayList<>();
    private final int count;
    private final Thread thread = Thread.ofVirtual().unstarted(this::sendSlowly);
    private volatile boolean ended;

    SlowClients(String socket, int count) {
        this.socket = socket;
        this.count = count;
    }

    @Override
    public String name() {
        return count + " slow clients";
    }

    @Override
    public void start() {
        thread.start();
    }

    private void sendSlowly() {
        while (!ended) {
            for (int i = 0; i < count && !ended; i++) {
                sendByte(i);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        clients.forEach(SlowClients::close);
    }

    private void sendByte(int client) {
        try {
            if (client >= clients.size()) { // this client has not connected yet, or the agent closed a connection
                clients.add(connect());
            } else if (client % 2 == 0) {
                clients.get(client).write(ByteBuffer.allocate(1));
            }
        } catch (IOException e) {
            if (client < clients.size()) {
                close(clients.get(client));
                clients.remove(client);
            }
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.configureBlocking(false);
        channel.connect(UnixDomainSocketAddress.of(socket));
        return channel;
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            return; // a channel that cannot be closed is of no use any more
        }
    }

    @Override
    public List<String> wrong() {
        return List.of();
    }

    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
