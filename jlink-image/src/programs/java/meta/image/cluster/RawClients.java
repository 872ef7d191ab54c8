package meta.image.cluster;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.unix.UnixSocket;

/**
 * Connects to an agent, and stops in the middle of the agent's protocol, as a faulty client would. {@link #close} closes all connections.
 * Not thread-safe.
 */
public final class RawClients implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path socket;
    private final List<UnixSocket> clients = new ArrayList<>();

    public RawClients(Path socket) {
        this.socket = socket;
    }

    /**
     * {@return a connection on which the greeting of the agent was received and nothing was sent}
     *
     * @throws UncheckedIOException if the connection fails or no greeting arrives within a minute
     */
    public UnixSocket greeted() {
        try {
            UnixSocket client = connected();
            client.receive(32, LIMIT);
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a connection on which nothing was received and nothing was sent} */
    public UnixSocket connected() throws IOException {
        UnixSocket client = UnixSocket.connect(socket.toString());
        clients.add(client);
        return client;
    }

    /**
     * {@return a connection on which a CHECK was sent with the descriptors of both network namespaces, but without the descriptor of the
     * standard input}
     *
     * @param netns the file of the pod's namespace
     * @throws UncheckedIOException if the connection fails or no greeting arrives within a minute
     */
    public UnixSocket withoutStdin(Path netns) {
        UnixSocket client = greeted();
        try (NetworkNamespace host = NetworkNamespace.current();
                NetworkNamespace pod = NetworkNamespace.open(netns)) {
            client.send(call(netns), List.of(host.descriptor(), pod.descriptor()));
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] call(Path netns) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream request = new DataOutputStream(bytes);
        request.writeInt(1); // a call
        request.writeInt(0); // no errno: the namespace could be opened
        text(request, "veth");
        request.writeInt(4);
        for (String variable :
                List.of("CNI_COMMAND=CHECK", "CNI_CONTAINERID=abc", "CNI_IFNAME=eth0", "CNI_NETNS=" + netns)) {
            text(request, variable);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        new DataOutputStream(all).writeInt(bytes.size());
        bytes.writeTo(all);
        return all.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public void close() {
        clients.forEach(UnixSocket::close);
    }
}
