package meta.core.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import meta.netlink.Errno;
import meta.netlink.Family;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Subscription;
import meta.netlink.socket.Subscription.Group;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the addresses by which other hosts can reach the node, kept up to date by a netlink subscription. The time for a dump grows with the
 * number of pods on the node.
 *
 * <p>Any number of threads may use the cache, if all of them are in the network namespace whose addresses are cached. An error empties the cache.
 */
public final class CachedAddresses implements AutoCloseable {
    private @Nullable Subscribed subscribed;

    /**
     * {@return the addresses at this moment, in the order of {@link KernelPort#nodeAddresses}; empty if an error occurs} The lifetimes ({@link
     * AddressMessage#cacheInfo}) are those of the moment at which the kernel reported the address.
     */
    public synchronized Optional<List<AddressMessage>> now() {
        try {
            Subscribed open = subscribed;
            if (open == null) {
                open = Subscribed.open();
                subscribed = open;
            }
            return Optional.of(open.now());
        } catch (NetlinkException | MalformedMessageException e) {
            close(); // a caller that asks the kernel instead gets the same error if the kernel is the cause
            return Optional.empty();
        }
    }

    /** Empties the cache and closes the subscription. The next call of {@link #now} starts again with a dump. */
    @Override
    public synchronized void close() {
        Subscribed open = subscribed;
        if (open != null) {
            subscribed = null;
            open.close();
        }
    }

    /**
     * The addresses and the subscription to their changes.
     *
     * <p>A notification causes a dump of its place, because one change can affect several addresses: for example, a secondary address is promoted.
     *
     * <p>The subscription starts before the first dump, so that changes during the dump are read again. The kernel sends a notification before it
     * acknowledges the request that caused it, so the result contains every acknowledged change. Notifications of IPv6 addresses without duplicate
     * address detection can arrive a little later ({@link Subscription}). Notifications of link-local and loopback addresses are ignored, because
     * every new pod causes some.
     */
    private static final class Subscribed implements AutoCloseable {
        /** If the addresses of more places than this have changed, all addresses are dumped. */
        private static final int MOST_PLACES = 64;

        private final Subscription changes;
        private final NetlinkSocket kernel;
        private final SortedMap<Place, List<AddressMessage>> byPlace = new TreeMap<>(Place.ORDER);
        private boolean complete;
        private List<AddressMessage> all = List.of();

        private Subscribed(Subscription changes, NetlinkSocket kernel) {
            this.changes = changes;
            this.kernel = kernel;
        }

        /**
         * Subscribes in the calling thread's namespace.
         *
         * @throws NetlinkException if the kernel provides no socket
         */
        static Subscribed open() {
            Subscription changes = Subscription.open(Group.IPV4_ADDRESSES, Group.IPV6_ADDRESSES);
            try {
                return new Subscribed(changes, NetlinkSocket.open());
            } catch (NetlinkException e) {
                changes.close();
                throw e;
            }
        }

        List<AddressMessage> now() {
            Optional<List<NetlinkMessage>> notifications = changes.drain();
            Set<Place> changed = notifications.isPresent() ? places(notifications.get()) : Set.of();
            if (!complete || notifications.isEmpty() || changed.size() > MOST_PLACES) {
                readAll();
            } else if (!changed.isEmpty()) {
                changed.forEach(this::read);
                all = List.copyOf(
                        byPlace.values().stream().flatMap(List::stream).toList());
            }
            return all;
        }

        private static Set<Place> places(List<NetlinkMessage> notifications) {
            Set<Place> places = new TreeSet<>(Place.ORDER);
            for (NetlinkMessage message : notifications) {
                if (message instanceof AddressMessage address && NodeAddresses.isReachable(address)) {
                    places.add(Place.of(address));
                }
            }
            return places;
        }

        private void readAll() {
            complete = false;
            List<AddressMessage> found = NodeAddresses.in(kernel.dump(NodeAddresses.ALL));
            byPlace.clear();
            for (AddressMessage address : found) {
                byPlace.computeIfAbsent(Place.of(address), _ -> new ArrayList<>())
                        .add(address);
            }
            all = List.copyOf(found);
            complete = true;
        }

        private void read(Place place) {
            Reply reply = kernel.dump(NodeAddresses.on(place.family(), place.ifindex()));
            boolean gone =
                    reply instanceof Reply.Rejected rejected && rejected.errno().equals(Errno.ENODEV);
            List<AddressMessage> found = gone ? List.of() : NodeAddresses.in(reply);
            if (found.isEmpty()) {
                byPlace.remove(place);
            } else {
                byPlace.put(place, found);
            }
        }

        @Override
        public void close() {
            changes.close();
            kernel.close();
        }
    }

    /** The addresses of one family on one device: the smallest part that can be dumped by itself. */
    private record Place(Family family, int ifindex) {
        /** The order of a dump of all addresses. */
        private static final Comparator<Place> ORDER = Comparator.comparingInt(
                        (Place place) -> place.family().number())
                .thenComparingInt(Place::ifindex);

        static Place of(AddressMessage address) {
            return new Place(address.family(), address.ifindex());
        }
    }
}
