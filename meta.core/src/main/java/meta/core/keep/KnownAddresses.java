package meta.core.keep;

import java.util.HashMap;
import java.util.Map;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a namespace. They distinguish a change from a mere extension: after a router advertisement or the renewal of a lease, the kernel
 * reports an address whose lifetime alone has changed.
 */
final class KnownAddresses {
    private record Place(int ifindex, IpAddress address) {}

    private record State(int prefixLength, int flags, int scope) {}

    private final int most;
    private final Map<Place, State> states = new HashMap<>();

    /** @param most the maximum number of addresses that are remembered; every report of a further address counts as a change */
    KnownAddresses(int most) {
        this.most = most;
    }

    /** {@return {@code added}, {@code changed} or {@code removed}; null if only the lifetime of the address has changed, or nothing} */
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
            return "added";
        }
        State before = states.put(place, now);
        if (before == null) {
            return "added";
        }
        return before.equals(now) ? null : "changed";
    }

    /** {@return whether the device has an address} */
    boolean isOn(int ifindex) {
        return states.keySet().stream().anyMatch(place -> place.ifindex() == ifindex);
    }

    /** {@return whether the device has an address in a subnet, like the address of a NIC} */
    boolean hasSubnetOn(int ifindex) {
        return states.entrySet().stream()
                .anyMatch(known -> known.getKey().ifindex() == ifindex
                        && isInSubnet(known.getKey().address(), known.getValue().prefixLength()));
    }

    /** {@return whether an address with this prefix length makes a subnet: it is neither link-local nor the only one of its prefix} */
    static boolean isInSubnet(IpAddress address, int prefixLength) {
        return !address.isLinkLocal() && prefixLength < address.family().bits();
    }

    /** Forgets the addresses of a device that no longer exists. */
    void forget(int ifindex) {
        states.keySet().removeIf(place -> place.ifindex() == ifindex);
    }
}
