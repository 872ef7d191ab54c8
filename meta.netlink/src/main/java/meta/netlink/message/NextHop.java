package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * A next hop of a multipath route ({@code linux/rtnetlink.h struct rtnexthop}).
 *
 * @param ifindex the index of the device
 * @param weight the share of the traffic relative to the other next hops, 1 to 256
 * @param flags {@code RTNH_F_} bits, 0 to 255, such as {@link RouteMessage#ONLINK}
 * @param gateway the next router. A router of another family than the route is in {@code unknown} ({@code RTA_VIA})
 */
public record NextHop(
        int ifindex, int weight, int flags, @Nullable IpAddress gateway, List<Attribute> unknown) {
    public NextHop {
        if (weight < 1 || weight > 256) {
            throw new IllegalArgumentException("weight: " + weight + " is not 1 to 256");
        }
        FieldRangeCheck.requireByte("rtnh_flags", flags);
        unknown = List.copyOf(unknown);
    }

    /** {@return a next hop with weight 1 and without a gateway} */
    public static NextHop over(int ifindex) {
        return new NextHop(ifindex, 1, 0, null, List.of());
    }

    /** {@return a next hop with weight 1} */
    public static NextHop via(IpAddress gateway, int ifindex) {
        return new NextHop(ifindex, 1, 0, gateway, List.of());
    }

    public NextHop withWeight(int newWeight) {
        return new NextHop(ifindex, newWeight, flags, gateway, unknown);
    }

    public NextHop withFlags(int newFlags) {
        return new NextHop(ifindex, weight, newFlags, gateway, unknown);
    }
}
