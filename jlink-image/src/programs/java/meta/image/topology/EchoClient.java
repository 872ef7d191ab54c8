package meta.image.topology;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A program that sends two requests to each address of an {@link EchoServer}, one by TCP and one by UDP. */
public final class EchoClient {
    private static final int TIMEOUT_MS = 10_000;
    private static final byte[] WORD = {'h', 'i'};

    private EchoClient() {}

    /**
     * Sends the requests. Prints a line for each request that fails or is not answered within ten seconds. The exit status is the number of
     * these lines.
     */
    public static void main(String[] addresses) {
        List<String> unanswered = new ArrayList<>();
        for (String address : addresses) {
            ask("tcp " + address, () -> tcp(address), unanswered);
            ask("udp " + address, () -> udp(address), unanswered);
        }
        unanswered.forEach(System.out::println);
        System.exit(unanswered.size());
    }

    private interface Question {
        void ask() throws IOException;
    }

    private static void ask(String name, Question question, List<String> unanswered) {
        try {
            question.ask();
        } catch (IOException e) {
            unanswered.add(name + ": " + e);
        }
    }

    private static void tcp(String address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(address), EchoServer.PORT), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(WORD);
            if (socket.getInputStream().readNBytes(WORD.length).length != WORD.length) {
                throw new IOException("the server closed the connection");
            }
        }
    }

    private static void udp(String address) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(InetAddress.getByName(address), EchoServer.PORT);
            socket.send(new DatagramPacket(WORD, WORD.length));
            socket.receive(new DatagramPacket(new byte[16], 16));
        }
    }
}
