package meta.core.keep;

import java.util.HashMap;
import java.util.Map;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the addresses of a network namespace, because the kernel reports a changed address and a renewed lifetime in the same way. Not
 * thread-safe.
 */
final class KnownAddresses {
    private record Place(int ifindex, IpAddress address) {}

    private record State(int prefixLength, int flags, int scope) {}

    private final int most;
    private final Map<Place, State> states = new HashMap<>();

    /** @param most the maximum number of remembered addresses */
    KnownAddresses(int most) {
        this.most = most;
    }

    /**
     * Remembers an address that the kernel has reported, or forgets a deleted one.
     *
     * @return {@code added}, {@code changed} or {@code removed}; null for a message to ignore, such as a renewed lifetime
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

    /** {@return {@code added}; null for an IPv6 link-local address, because the kernel itself adds these to new devices} */
    private static @Nullable String added(IpAddress own) {
        return own.isLinkLocal() && !own.isIpv4() ? null : "added";
    }

    /** {@return whether a remembered address is on this device} */
    boolean isOn(int ifindex) {
        return states.keySet().stream().anyMatch(place -> place.ifindex() == ifindex);
    }

    /** {@return whether a remembered address on this device meets {@link #isInSubnet}} */
    boolean hasSubnetOn(int ifindex) {
        return states.entrySet().stream()
                .anyMatch(known -> known.getKey().ifindex() == ifindex
                        && isInSubnet(known.getKey().address(), known.getValue().prefixLength()));
    }

    /** {@return whether the address is not link-local, and its subnet can contain other hosts} */
    static boolean isInSubnet(IpAddress address, int prefixLength) {
        return !address.isLinkLocal() && prefixLength < address.family().bits();
    }

    void forget(int ifindex) {
        states.keySet().removeIf(place -> place.ifindex() == ifindex);
    }
}
