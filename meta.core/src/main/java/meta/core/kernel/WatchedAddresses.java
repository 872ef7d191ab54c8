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
import meta.netlink.message.NetlinkMessage;
import meta.netlink.socket.NetlinkException;
import meta.netlink.socket.NetlinkSocket;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Subscription;
import meta.netlink.socket.Subscription.Group;

/**
 * The addresses of a namespace by which others can reach it, and a subscription that tells where they change.
 *
 * <p>A notification is taken for no more than a hint where to look: the addresses of that family on that device are asked for anew. So what
 * is kept is always the kernel's own answer, in its order and with all that it says of an address, whichever way they have come about: a
 * secondary address that is promoted, one that is found to be a duplicate, a device that is renamed, moved away or deleted.
 *
 * <p>It is listened for before the first dump, so that what changes during a dump is looked at again; and what has been told so far is
 * taken right before an answer is given. As the kernel tells of a change before it answers the request that made it ({@link
 * Subscription}), the answer holds every change that somebody can know of. A notification of a link-local or loopback address, as every
 * new pod brings, is of no interest.
 */
final class WatchedAddresses implements AutoCloseable {
    /** With more places than this to look at, a dump of all is not dearer. */
    private static final int MOST_PLACES = 64;

    private final Subscription changes;
    private final NetlinkSocket kernel;
    private final SortedMap<Place, List<AddressMessage>> kept = new TreeMap<>(Place.ORDER);
    private boolean complete;
    private List<AddressMessage> all = List.of();

    /** Where addresses are: what the kernel can be asked for. */
    private record Place(Family family, int ifindex) {
        /** That of a dump of all. */
        private static final Comparator<Place> ORDER = Comparator.comparingInt(
                        (Place place) -> place.family().number())
                .thenComparingInt(Place::ifindex);

        static Place of(AddressMessage address) {
            return new Place(address.family(), address.ifindex());
        }
    }

    private WatchedAddresses(Subscription changes, NetlinkSocket kernel) {
        this.changes = changes;
        this.kernel = kernel;
    }

    /**
     * Listens in the calling thread's namespace.
     *
     * @throws NetlinkException where that is not to be had
     */
    static WatchedAddresses open() {
        Subscription changes = Subscription.open(Group.IPV4_ADDRESSES, Group.IPV6_ADDRESSES);
        try {
            return new WatchedAddresses(changes, NetlinkSocket.open());
        } catch (NetlinkException e) {
            changes.close();
            throw e;
        }
    }

    /** {@return the addresses as they are at this moment} */
    List<AddressMessage> now() {
        Optional<List<NetlinkMessage>> told = changes.drain();
        Set<Place> changed = told.isPresent() ? places(told.get()) : Set.of();
        if (!complete || told.isEmpty() || changed.size() > MOST_PLACES) {
            lookEverywhere();
        } else if (!changed.isEmpty()) {
            changed.forEach(this::look);
            all = List.copyOf(kept.values().stream().flatMap(List::stream).toList());
        }
        return all;
    }

    private static Set<Place> places(List<NetlinkMessage> told) {
        Set<Place> places = new TreeSet<>(Place.ORDER);
        for (NetlinkMessage message : told) {
            if (message instanceof AddressMessage address && NodeAddresses.matters(address)) {
                places.add(Place.of(address));
            }
        }
        return places;
    }

    private void lookEverywhere() {
        complete = false;
        List<AddressMessage> found = NodeAddresses.in(kernel.dump(NodeAddresses.ALL));
        kept.clear();
        for (AddressMessage address : found) {
            kept.computeIfAbsent(Place.of(address), _ -> new ArrayList<>()).add(address);
        }
        all = List.copyOf(found);
        complete = true;
    }

    private void look(Place place) {
        Reply reply = kernel.dump(NodeAddresses.on(place.family(), place.ifindex()));
        boolean gone = reply instanceof Reply.Rejected refused && refused.errno().equals(Errno.ENODEV);
        List<AddressMessage> found = gone ? List.of() : NodeAddresses.in(reply);
        if (found.isEmpty()) {
            kept.remove(place);
        } else {
            kept.put(place, found);
        }
    }

    @Override
    public void close() {
        changes.close();
        kernel.close();
    }
}
