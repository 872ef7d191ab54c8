package meta.image.fuzz;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** A substitute for the agent, in this process. It accepts one client and sends random messages. Many of the messages are invalid. */
final class RandomAgent implements AutoCloseable {
    static final String BUILD = "fuzz";

    private static final int WORKING = -2;
    private static final int HELLO_BYTES = 32;
    private static final long PAUSE_NANOS = 200_000;

    private final Path socket;
    private final SplittableRandom random;
    private final ServerSocketChannel server;

    private RandomAgent(Path socket, SplittableRandom random, ServerSocketChannel server) {
        this.socket = socket;
        this.random = random;
        this.server = server;
    }

    /**
     * {@return an agent that listens at the socket, on a thread of its own, until it has served one client; the caller closes the agent}
     */
    static RandomAgent at(Path socket, SplittableRandom random) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        RandomAgent agent = new RandomAgent(socket, random, server);
        Thread.ofVirtual().start(agent::serve);
        return agent;
    }

    Path socket() {
        return socket;
    }

    private void serve() {
        try (SocketChannel client = server.accept()) {
            client.write(hello());
            client.configureBlocking(false); // a blocking read would never return: the client keeps its end open
            ByteBuffer some = ByteBuffer.allocate(1 + random.nextInt(1 << 16));
            for (int reads = random.nextInt(40); reads > 0 && client.read(some.clear()) >= 0; reads--) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            client.configureBlocking(true);
            for (int signs = random.nextInt(3); signs > 0; signs--) {
                client.write(ByteBuffer.allocate(4).putInt(WORKING).flip());
            }
            client.write(answer());
        } catch (IOException e) {
            return; // the client has closed the connection, which it may do at any time
        }
    }

    private ByteBuffer hello() {
        byte[] hello = new byte[HELLO_BYTES];
        byte[] text = ("META-PLUGINS 2 " + BUILD).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, hello, 0, text.length);
        switch (random.nextInt(8)) {
            case 0 -> hello[random.nextInt(HELLO_BYTES)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> {
                return ByteBuffer.wrap(hello, 0, random.nextInt(HELLO_BYTES));
            }
            default -> {}
        }
        return ByteBuffer.wrap(hello);
    }

    private ByteBuffer answer() {
        int output = random.nextInt(2000);
        int complaints = random.nextInt(200);
        ByteBuffer answer = ByteBuffer.allocate(12 + output + complaints);
        answer.putInt(number(random.nextInt(2))).putInt(number(output)).putInt(number(complaints));
        while (answer.hasRemaining()) {
            answer.put((byte) random.nextInt());
        }
        answer.flip();
        return random.nextInt(3) == 0 ? answer.limit(random.nextInt(answer.limit() + 1)) : answer;
    }

    /** {@return {@code right}, or sometimes a wrong number} */
    private int number(int right) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt();
            case 1 -> -1;
            case 2 -> Integer.MAX_VALUE;
            case 3 -> WORKING;
            default -> right;
        };
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
