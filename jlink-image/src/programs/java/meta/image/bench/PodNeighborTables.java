package meta.image.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.NudState;
import meta.netlink.message.NeighborMessage;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;

/**
 * Reads the neighbour tables of pods through netlink sockets, which {@link #close} closes. Starting {@code ip} for each pod would take
 * processor time from the agent.
 */
final class PodNeighborTables implements AutoCloseable {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final List<NetlinkSocket> sockets = new ArrayList<>();

    static PodNeighborTables of(Collection<BenchPod> pods) {
        PodNeighborTables watched = new PodNeighborTables();
        for (BenchPod pod : pods) {
            try (NetworkNamespace namespace =
                            NetworkNamespace.open(pod.pod().netns().path());
                    NamespaceThread inside = namespace.enter()) {
                watched.sockets.add(inside.call(NetlinkSocket::open));
            } catch (IOException e) {
                watched.close();
                throw new UncheckedIOException(e);
            }
        }
        return watched;
    }

    /**
     * {@return the time from this call until each pod has a permanent neighbour for each of the addresses}
     *
     * @throws AssertionError if a pod still lacks one of these neighbours after five minutes
     */
    Duration untilAllHave(Collection<IpAddress> addresses) {
        long begin = System.nanoTime();
        Deque<NetlinkSocket> left = new ArrayDeque<>(sockets);
        while (!left.isEmpty()) {
            if (neighbors(left.getFirst()).containsAll(addresses)) {
                left.removeFirst();
            } else if (System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new AssertionError(
                        left.size() + " of " + sockets.size() + " pods have no neighbours for the new addresses");
            } else {
                LockSupport.parkNanos(PAUSE);
            }
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static Set<IpAddress> neighbors(NetlinkSocket pod) {
        return switch (pod.dump(Request.dump(NeighborMessage.on(Family.UNSPEC, 0)))) {
            case Reply.Acknowledged(List<NetlinkMessage> answers) -> {
                Set<IpAddress> addresses = new HashSet<>();
                for (NetlinkMessage answer : answers) {
                    if (answer instanceof NeighborMessage neighbor
                            && neighbor.state().equals(NudState.PERMANENT)
                            && neighbor.destination() != null) {
                        addresses.add(neighbor.destination());
                    }
                }
                yield addresses;
            }
            case Reply.Rejected rejected -> throw new IllegalStateException(rejected.toString());
        };
    }

    @Override
    public void close() {
        sockets.forEach(NetlinkSocket::close);
    }
}
