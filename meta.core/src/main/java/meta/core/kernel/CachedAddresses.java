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
 * A cache of the addresses by which other hosts can reach the node, kept up to date by a netlink subscription. Without the cache, a process that
 * answers many calls would dump all addresses for each call. The time for a dump grows with the number of pods on the node.
 *
 * <p>Any number of threads may use the cache, if all of them are in the same network namespace: the one whose addresses are cached. After an error
 * the cache is empty and the subscription is closed. The next call of {@link #now} starts again with a dump.
 */
public final class CachedAddresses implements AutoCloseable {
    private @Nullable Subscribed subscribed;

    /**
     * {@return the addresses at this moment, without link-local and loopback addresses; empty if an error occurs, and the caller must then ask the
     * kernel} IPv4 addresses come first. The addresses of a family are ordered by the index of the device. The addresses of a device are in the
     * kernel's order.
     *
     * <p>The lifetimes ({@link AddressMessage#cacheInfo}) are those of the moment at which the kernel reported the address.
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

    /** Empties the cache and closes the subscription, until the next call of {@link #now}. */
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
     * <p>After a notification, all addresses of the same family on the same device are read again. The cache therefore always contains the kernel's
     * own answer, in the kernel's order and with all attributes, for every kind of change: for example, a secondary address was promoted, an address
     * turned out to be a duplicate, or a device was renamed, moved or deleted.
     *
     * <p>The subscription starts before the first dump, so that changes during the dump are read again. All pending notifications are handled before
     * {@link #now} returns. The kernel sends a notification before it acknowledges the request that caused it, so the result contains every change
     * that has been acknowledged. IPv6 addresses without duplicate address detection are an exception: their notifications can arrive a little later
     * ({@link Subscription}). Notifications of link-local and loopback addresses are ignored, because every new pod causes some.
     */
    private static final class Subscribed implements AutoCloseable {
        /** If the addresses of more places than this have changed, all addresses are dumped: one dump is then not slower than many. */
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
