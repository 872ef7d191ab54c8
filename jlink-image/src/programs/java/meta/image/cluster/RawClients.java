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

/** Clients that speak only a part of the agent's protocol. {@link #close} closes all of them. */
public final class RawClients implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path socket;
    private final List<UnixSocket> clients = new ArrayList<>();

    public RawClients(Path socket) {
        this.socket = socket;
    }

    /** {@return a client that has received the greeting and has sent nothing} */
    public UnixSocket greeted() {
        try {
            UnixSocket client = connected();
            client.receive(32, LIMIT);
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a client that has received and sent nothing} */
    public UnixSocket connected() throws IOException {
        UnixSocket client = UnixSocket.connect(socket.toString());
        clients.add(client);
        return client;
    }

    /** {@return a client that has sent a CHECK with the descriptors of both namespaces but not of standard input} */
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
