package meta.core.keep;

import java.util.HashMap;
import java.util.Map;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the addresses of a network namespace, to distinguish a changed address from a renewed lifetime. The kernel reports both in the same way.
 * Not thread-safe.
 */
final class KnownAddresses {
    private record Place(int ifindex, IpAddress address) {}

    private record State(int prefixLength, int flags, int scope) {}

    private final int most;
    private final Map<Place, State> states = new HashMap<>();

    /**
     * @param most the maximum number of addresses that are remembered; each report of a further address counts as its addition or removal
     */
    KnownAddresses(int most) {
        this.most = most;
    }

    /**
     * Remembers an address that the kernel has reported, or forgets a deleted one.
     *
     * @return {@code added}, {@code changed} or {@code removed}; null if prefix length, flags and scope of the address are unchanged, as
     *     with a new lifetime; if an IPv6 link-local address was added; or if the message contains no address
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

    /**
     * {@return {@code added}; null for an IPv6 link-local address} Soon after an ADD, the kernel adds such addresses to the ends
     * of a new pair.
     */
    private static @Nullable String added(IpAddress own) {
        return own.isLinkLocal() && !own.isIpv4() ? null : "added";
    }

    /** {@return whether a known address is on this device} */
    boolean isOn(int ifindex) {
        return states.keySet().stream().anyMatch(place -> place.ifindex() == ifindex);
    }

    /** {@return whether an address for which {@link #isInSubnet} is true is on this device} */
    boolean hasSubnetOn(int ifindex) {
        return states.entrySet().stream()
                .anyMatch(known -> known.getKey().ifindex() == ifindex
                        && isInSubnet(known.getKey().address(), known.getValue().prefixLength()));
    }

    /** {@return whether the address is not link-local, and its subnet can contain other hosts} */
    static boolean isInSubnet(IpAddress address, int prefixLength) {
        return !address.isLinkLocal() && prefixLength < address.family().bits();
    }

    /** Forgets the addresses on this device. */
    void forget(int ifindex) {
        states.keySet().removeIf(place -> place.ifindex() == ifindex);
    }
}
