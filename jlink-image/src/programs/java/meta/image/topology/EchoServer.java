package meta.image.topology;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;

/** A program that sends each TCP or UDP request back. The source of the answer is the address to which the request was sent. */
public final class EchoServer {
    static final int PORT = 7777;

    private EchoServer() {}

    /**
     * Listens on these addresses, then prints {@code ready} and answers until the process is killed. If the program cannot listen on one of
     * the addresses, it ends without that line.
     */
    public static void main(String[] addresses) throws IOException, InterruptedException {
        for (String address : addresses) {
            InetSocketAddress own = new InetSocketAddress(InetAddress.getByName(address), PORT);
            ServerSocketChannel tcp = ServerSocketChannel.open().bind(own);
            DatagramChannel udp = DatagramChannel.open().bind(own);
            Thread.ofPlatform().daemon().start(() -> serve(tcp));
            Thread.ofPlatform().daemon().start(() -> serve(udp));
        }
        System.out.println("ready");
        new CountDownLatch(1).await();
    }

    private static void serve(ServerSocketChannel server) {
        ByteBuffer buffer = ByteBuffer.allocate(16);
        while (true) {
            try (SocketChannel client = server.accept()) {
                client.read(buffer.clear());
                client.write(buffer.flip());
            } catch (IOException e) {
                System.err.println(e);
            }
        }
    }

    private static void serve(DatagramChannel server) {
        ByteBuffer buffer = ByteBuffer.allocate(16);
        while (true) {
            try {
                var client = server.receive(buffer.clear());
                server.send(buffer.flip(), client);
            } catch (IOException e) {
                System.err.println(e);
            }
        }
    }
}
