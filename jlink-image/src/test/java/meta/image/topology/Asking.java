package meta.image.topology;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A program that asks an {@link Echo} on each of some addresses, by TCP and by UDP, and tells which did not answer. */
public final class Asking {
    private static final int PATIENCE_MS = 10_000;
    private static final byte[] WORD = {'h', 'i'};

    private Asking() {}

    /**
     * Exits with the number of questions without an answer.
     *
     * @param addresses whom to ask
     */
    public static void main(String[] addresses) {
        List<String> silent = new ArrayList<>();
        for (String address : addresses) {
            ask("tcp " + address, () -> tcp(address), silent);
            ask("udp " + address, () -> udp(address), silent);
        }
        silent.forEach(System.out::println);
        System.exit(silent.size());
    }

    private interface Question {
        void ask() throws IOException;
    }

    private static void ask(String name, Question question, List<String> silent) {
        try {
            question.ask();
        } catch (IOException e) {
            silent.add(name + ": " + e);
        }
    }

    private static void tcp(String address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(address), Echo.PORT), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(WORD);
            if (socket.getInputStream().readNBytes(WORD.length).length != WORD.length) {
                throw new IOException("closed");
            }
        }
    }

    private static void udp(String address) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.connect(InetAddress.getByName(address), Echo.PORT);
            socket.send(new DatagramPacket(WORD, WORD.length));
            socket.receive(new DatagramPacket(new byte[16], 16));
        }
    }
}
