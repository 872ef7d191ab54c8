package meta.image.flows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.image.topology.Namespace;
import meta.netlink.netns.NamespaceException;
import meta.netlink.netns.NetworkNamespace;

/**
 * Sends many requests by TCP and UDP at the same time, and answers them. A request by TCP is a connection without data. This process opens
 * the sockets of all namespaces: its thread enters a namespace, opens a socket there, and returns; the socket stays in that namespace. One
 * instance is for one call of {@link #answered}.
 */
final class RequestTraffic implements AutoCloseable {
    /** The time limit for all answers together. An answer takes much less time even on a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static final Duration AGAIN = Duration.ofMillis(300);

    /**
     * A request. Each request of one {@link RequestTraffic} has a different port.
     *
     * @param protocol {@code tcp} or {@code udp}
     * @param port the destination port of the request, on which the server listens
     */
    record Talk(Flow flow, String protocol, int port) {}

    private final Map<Namespace, NetworkNamespace> namespaces = new HashMap<>();
    private final NetworkNamespace home;
    private final Selector selector;
    private final Map<Talk, DatagramChannel> asking = new HashMap<>();
    private final Set<Talk> answered = new HashSet<>();
    private final Map<Talk, String> problems = new HashMap<>();
    private final List<SelectableChannel> open = new ArrayList<>();

    RequestTraffic() throws IOException, NamespaceException {
        home = NetworkNamespace.current();
        selector = Selector.open();
    }

    /** {@return two requests for each flow: one by TCP and one by UDP} */
    static List<Talk> talks(List<Flow> flows) {
        List<Talk> talks = new ArrayList<>();
        Map<Integer, Integer> next = new HashMap<>();
        for (Flow flow : flows) {
            for (String protocol : List.of("tcp", "udp")) {
                int port = flow.ports() + next.merge(flow.ports(), 1, Integer::sum);
                talks.add(new Talk(flow, protocol, port));
            }
        }
        return talks;
    }

    /** {@return the requests that were answered} Returns when each request has been answered or has failed, at the latest after 15 seconds. */
    Set<Talk> answered(List<Talk> talks) throws IOException, NamespaceException {
        for (Talk talk : talks) {
            in(talk.flow().to(), () -> serve(talk));
        }
        for (Talk talk : talks) {
            in(talk.flow().from(), () -> ask(talk));
        }
        long end = System.nanoTime() + LIMIT.toNanos();
        while (answered.size() < talks.size() - problems.size() && System.nanoTime() < end) {
            selector.select(AGAIN.toMillis());
            for (SelectionKey key : selector.selectedKeys()) {
                ((Ready) key.attachment()).run(key);
            }
            selector.selectedKeys().clear();
            asking.forEach(this::send);
        }
        return answered;
    }

    /** {@return why a request failed: the server could not listen, or the connection could not be made; empty if no such failure is known} */
    String problem(Talk talk) {
        return problems.getOrDefault(talk, "");
    }

    private interface Ready {
        void run(SelectionKey key) throws IOException;
    }

    private interface Opening {
        void run() throws IOException;
    }

    private void in(Namespace namespace, Opening opening) throws IOException, NamespaceException {
        NetworkNamespace entered = namespaces.get(namespace);
        if (entered == null) {
            entered = NetworkNamespace.open(namespace.path());
            namespaces.put(namespace, entered);
        }
        entered.visit(home, () -> {
            opening.run();
            return "";
        });
    }

    private void serve(Talk talk) throws IOException {
        InetSocketAddress own =
                new InetSocketAddress(InetAddress.getByName(talk.flow().answering()), talk.port());
        try {
            if (talk.protocol().equals("tcp")) {
                ServerSocketChannel server = ServerSocketChannel.open(family(talk));
                open.add(server);
                server.bind(own);
                register(server, SelectionKey.OP_ACCEPT, _ -> {
                    SocketChannel accepted = server.accept();
                    if (accepted != null) {
                        open.add(accepted);
                    }
                });
            } else {
                DatagramChannel server = DatagramChannel.open(family(talk));
                open.add(server);
                server.bind(own);
                ByteBuffer buffer = ByteBuffer.allocate(16);
                register(server, SelectionKey.OP_READ, _ -> {
                    SocketAddress client = server.receive(buffer.clear());
                    if (client != null) {
                        tryToSend(server, buffer.flip(), client);
                    }
                });
            }
        } catch (IOException e) {
            problems.put(talk, "the server cannot listen: " + e);
        }
    }

    private void ask(Talk talk) throws IOException {
        if (problems.containsKey(talk)) {
            return;
        }
        InetSocketAddress asked =
                new InetSocketAddress(InetAddress.getByName(talk.flow().asked()), talk.port());
        if (talk.protocol().equals("udp")) {
            DatagramChannel channel = DatagramChannel.open(family(talk));
            open.add(channel);
            asking.put(talk, channel);
            ByteBuffer buffer = ByteBuffer.allocate(16);
            register(channel, SelectionKey.OP_READ, _ -> {
                SocketAddress from = channel.receive(buffer.clear());
                if (asked.equals(from)) { // an answer counts only if it comes from the address that was asked
                    answered.add(talk);
                    asking.remove(talk);
                }
            });
            return;
        }
        SocketChannel channel = SocketChannel.open(family(talk));
        open.add(channel);
        register(channel, SelectionKey.OP_CONNECT, key -> {
            try {
                if (channel.finishConnect()) {
                    answered.add(talk);
                }
            } catch (IOException e) {
                problems.put(talk, e.toString());
            }
            key.cancel();
        });
        try {
            channel.connect(asked);
        } catch (IOException e) {
            problems.put(talk, e.toString());
        }
    }

    private static ProtocolFamily family(Talk talk) {
        return talk.flow().family().of(StandardProtocolFamily.INET, StandardProtocolFamily.INET6);
    }

    private void register(SelectableChannel channel, int operation, Ready ready) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, operation, ready);
    }

    /** Sends a request by UDP. Called repeatedly until the answer arrives, because a packet can be lost while the kernel resolves a neighbour. */
    private void send(Talk talk, DatagramChannel channel) {
        try {
            InetSocketAddress asked =
                    new InetSocketAddress(InetAddress.getByName(talk.flow().asked()), talk.port());
            tryToSend(channel, ByteBuffer.wrap(new byte[] {'h', 'i'}), asked);
        } catch (IOException e) {
            throw new IllegalStateException(talk.flow().asked(), e); // cannot happen: it is an address, no name
        }
    }

    private static void tryToSend(DatagramChannel channel, ByteBuffer word, SocketAddress to) {
        try {
            channel.send(word, to);
        } catch (IOException e) {
            // the destination may be reachable at the next attempt
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectableChannel channel : open) {
            channel.close();
        }
        selector.close();
        namespaces.values().forEach(NetworkNamespace::close);
        home.close();
    }
}
