package meta.netlink.unix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import meta.netlink.Errno;
import meta.netlink.libc.Deadline;
import meta.netlink.libc.NativeBuffer;
import meta.netlink.libc.UnixSocketCalls;

/** Waits until a listener or a connection is ready ({@code poll(2)}). Not thread-safe. */
public final class Poller implements AutoCloseable {
    private final NativeBuffer memory;
    private final int most;

    /** @param most the maximum number of connections for one call of {@link #await} */
    public Poller(int most) {
        this.most = most;
        this.memory = new NativeBuffer(UnixSocketCalls.pollBytes(most + 1));
    }

    /**
     * The sockets that are ready; none after the timeout or a signal.
     *
     * @param listener whether a connection can be accepted, or the listener has ended
     * @param connections the connections that can be read from, were closed by their peer or have failed
     */
    public record Ready(boolean listener, List<UnixSocket> connections) {}

    /**
     * Waits until a socket is ready, a signal arrives, or the timeout has passed.
     *
     * @param timeout the longest time to wait, rounded up to milliseconds
     * @throws IOException if {@code poll(2)} fails
     * @throws IllegalArgumentException if there are more connections than the maximum
     * @throws IllegalStateException if a socket or this poller is closed
     */
    public Ready await(UnixListener listener, Collection<UnixSocket> connections, Duration timeout) throws IOException {
        if (connections.size() > most) {
            throw new IllegalArgumentException(connections.size() + " connections; at most " + most + " are expected");
        }
        ByteBuffer pollfds = memory.bytes();
        UnixSocketCalls.pollFor(pollfds, 0, listener.number());
        int count = 1;
        for (UnixSocket connection : connections) {
            UnixSocketCalls.pollFor(pollfds, count, connection.number());
            count++;
        }
        int result = UnixSocketCalls.poll(pollfds, count, Deadline.in(timeout).milliseconds());
        if (result < 0 && result != -Errno.EINTR.number()) {
            throw UnixSocket.refused("poll", result);
        }
        if (result <= 0) {
            return new Ready(false, List.of());
        }
        List<UnixSocket> ready = new ArrayList<>();
        int index = 1;
        for (UnixSocket connection : connections) {
            if (UnixSocketCalls.isReady(pollfds, index)) {
                ready.add(connection);
            }
            index++;
        }
        return new Ready(UnixSocketCalls.isReady(pollfds, 0), ready);
    }

    @Override
    public void close() {
        memory.close();
    }
}
