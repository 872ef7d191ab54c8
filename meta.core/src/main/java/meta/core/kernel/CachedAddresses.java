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
 * A cache of the node's addresses, except loopback and link-local addresses. Without it, most CNI calls would need a dump.
 *
 * <p>Any number of threads may use the cache, but all of them must be in the network namespace whose addresses are cached.
 */
public final class CachedAddresses implements AutoCloseable {
    private @Nullable Subscribed subscribed;

    /**
     * {@return the present addresses, in the order of {@link KernelPort#nodeAddresses}; empty if an error occurs} The lifetimes ({@link
     * AddressMessage#cacheInfo}) are not the present ones: they are those at the time of the last dump of the address. An IPv6 address may
     * be missing for a moment after it was added.
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
            close(); // the caller then asks the kernel itself, and gets the error if the kernel is the cause
            return Optional.empty();
        }
    }

    /** Empties the cache and closes the netlink subscription. The cache can still be used. */
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
     * <p>After a notification about an address, at least the addresses of its family on its device are dumped again: if a primary
     * address is deleted, the kernel may promote a secondary address.
     *
     * <p>Notifications about link-local and loopback addresses are ignored, because every new pod causes some of them.
     */
    private static final class Subscribed implements AutoCloseable {
        /** The maximum number of changed places that are dumped one by one. */
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
                if (message instanceof AddressMessage address && NonLocalAddresses.isReachable(address)) {
                    places.add(Place.of(address));
                }
            }
            return places;
        }

        private void readAll() {
            complete = false;
            List<AddressMessage> found = NonLocalAddresses.in(kernel.dump(NonLocalAddresses.ALL));
            byPlace.clear();
            for (AddressMessage address : found) {
                byPlace.computeIfAbsent(Place.of(address), _ -> new ArrayList<>())
                        .add(address);
            }
            all = List.copyOf(found);
            complete = true;
        }

        private void read(Place place) {
            Reply reply = kernel.dump(NonLocalAddresses.on(place.family(), place.ifindex()));
            boolean gone =
                    reply instanceof Reply.Rejected rejected && rejected.errno().equals(Errno.ENODEV);
            List<AddressMessage> found = gone ? List.of() : NonLocalAddresses.in(reply);
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

    /** One family on one device: the smallest part of the addresses that the kernel can dump. */
    private record Place(Family family, int ifindex) {
        /** IPv4 before IPv6, and then by the indexes of the devices. */
        private static final Comparator<Place> ORDER = Comparator.comparingInt(
                        (Place place) -> place.family().number())
                .thenComparingInt(Place::ifindex);

        static Place of(AddressMessage address) {
            return new Place(address.family(), address.ifindex());
        }
    }
}
