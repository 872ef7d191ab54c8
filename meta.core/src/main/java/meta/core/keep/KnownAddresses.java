package meta.core.keep;

import java.util.HashMap;
import java.util.Map;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import org.jspecify.annotations.Nullable;

/** The known addresses of a namespace. They distinguish a changed address from a renewed lifetime; the kernel reports both in the same way. */
final class KnownAddresses {
    private record Place(int ifindex, IpAddress address) {}

    private record State(int prefixLength, int flags, int scope) {}

    private final int most;
    private final Map<Place, State> states = new HashMap<>();

    /** @param most the maximum number of addresses that are remembered; every report of a further address counts as an addition */
    KnownAddresses(int most) {
        this.most = most;
    }

    /**
     * Remembers a reported address, or forgets a deleted one.
     *
     * @return {@code added}, {@code changed} or {@code removed}; null if no plan can depend on the change: only the lifetime of the address has
     *     changed, or the kernel has given a device its IPv6 link-local address, or the message contains no address
     */
    @Nullable String change(AddressMessage message, boolean isDeletion) {
        IpAddress own = message.own();
        if (own == null) {
            return null;
        }
        Place place = new Place(message.ifindex(), own);
        if (isDeletion) {
            states.remove(place);
            return "removed";
        }
        State now = new State(
                message.prefixLength(), message.flags().bits(), message.scope().number());
        if (states.size() >= most && !states.containsKey(place)) {
            return added(own);
        }
        State before = states.put(place, now);
        if (before == null) {
            return added(own);
        }
        return before.equals(now) ? null : "changed";
    }

    /** A second after every ADD, the kernel adds link-local addresses to both ends of the pair. */
    private static @Nullable String added(IpAddress own) {
        return own.isLinkLocal() && !own.isIpv4() ? null : "added";
    }

    boolean isOn(int ifindex) {
        return states.keySet().stream().anyMatch(place -> place.ifindex() == ifindex);
    }

    /** {@return whether the device has a known address for which {@link #isInSubnet} is true} */
    boolean hasSubnetOn(int ifindex) {
        return states.entrySet().stream()
                .anyMatch(known -> known.getKey().ifindex() == ifindex
                        && isInSubnet(known.getKey().address(), known.getValue().prefixLength()));
    }

    /** {@return whether the subnet of the address can contain other hosts} */
    static boolean isInSubnet(IpAddress address, int prefixLength) {
        return !address.isLinkLocal() && prefixLength < address.family().bits();
    }

    void forget(int ifindex) {
        states.keySet().removeIf(place -> place.ifindex() == ifindex);
    }
}
