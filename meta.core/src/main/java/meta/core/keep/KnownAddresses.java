package meta.core.keep;

import java.util.HashMap;
import java.util.Map;
import meta.netlink.IpAddress;
import meta.netlink.message.AddressMessage;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a namespace, to tell a change from a repetition: a router advertisement and the renewal of a lease report an address that is
 * only valid for longer.
 */
final class KnownAddresses {
    private record Place(int ifindex, IpAddress address) {}

    private record State(int prefixLength, int flags, int scope) {}

    private final int most;
    private final Map<Place, State> states = new HashMap<>();

    /** @param most the number of addresses that are remembered; every report of another one counts as a change */
    KnownAddresses(int most) {
        this.most = most;
    }

    /** {@return what has happened to the address: added, changed or removed; null if nothing has} */
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

    /** {@return whether the device has an address in a subnet, as a NIC has} */
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
