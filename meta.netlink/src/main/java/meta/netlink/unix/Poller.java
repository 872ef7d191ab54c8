package meta.netlink.unix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import meta.netlink.Errno;
import meta.netlink.libc.NativeBuffer;
import meta.netlink.libc.UnixCalls;

/**
 * Waits until one of many connections can be read from ({@code poll(2)}), so that a connection that says nothing costs no thread. One thread
 * may use it.
 */
public final class Poller implements AutoCloseable {
    private final NativeBuffer memory;
    private final int most;

    /**
     * Nothing is waited for yet.
     *
     * @param most how many connections there are at the most, beside a listener
     */
    public Poller(int most) {
        this.most = most;
        this.memory = new NativeBuffer(UnixCalls.pollBytes(most + 1));
    }

    /** What can be read from. */
    public record Ready(boolean listener, List<UnixSocket> connections) {}

    /**
     * Waits.
     *
     * @param listener a client may connect to it
     * @param connections at most as many as this was made for
     * @param limit how long; rounded up to milliseconds
     * @return what can be read from or has ended; nothing where the time is over
     */
    public Ready await(UnixListener listener, Collection<UnixSocket> connections, Duration limit) throws IOException {
        if (connections.size() > most) {
            throw new IllegalArgumentException(connections.size() + " connections: at most " + most + " are expected");
        }
        ByteBuffer pollfds = memory.bytes();
        UnixCalls.pollFor(pollfds, 0, listener.number());
        int count = 1;
        for (UnixSocket connection : connections) {
            UnixCalls.pollFor(pollfds, count, connection.number());
            count++;
        }
        int result = UnixCalls.poll(pollfds, count, milliseconds(limit));
        if (result < 0 && result != -Errno.EINTR.number()) {
            throw UnixSocket.refused("poll", result);
        }
        if (result <= 0) {
            return new Ready(false, List.of());
        }
        List<UnixSocket> ready = new ArrayList<>();
        int index = 1;
        for (UnixSocket connection : connections) {
            if (UnixCalls.isReady(pollfds, index)) {
                ready.add(connection);
            }
            index++;
        }
        return new Ready(UnixCalls.isReady(pollfds, 0), ready);
    }

    private static int milliseconds(Duration limit) {
        return Math.clamp(limit.plusNanos(999_999).toMillis(), 0, Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        memory.close();
    }
}
