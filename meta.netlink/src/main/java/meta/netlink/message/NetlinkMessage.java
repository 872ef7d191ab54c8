package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;

/** An rtnetlink message without its {@code struct nlmsghdr}: a fixed struct and the attributes after it. */
public sealed interface NetlinkMessage
        permits LinkMessage,
                AddressMessage,
                RouteMessage,
                RuleMessage,
                NeighborMessage,
                NamespaceIdMessage,
                NetconfMessage {

    /**
     * {@return the address family; in a dump request, {@link Family#UNSPEC} stands for all families}
     *
     * <p>The family of a {@link LinkMessage} is {@link Family#UNSPEC}, or {@code AF_BRIDGE} in a message of a bridge.
     */
    Family family();

    /** {@return the attributes that no other component contains, in message order; without dropped times and counters} */
    List<Attribute> unknown();
}
