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
     * {@return the address family, which is the first byte of the struct}
     *
     * <p>In a {@link LinkMessage}, it is {@link Family#UNSPEC}, or {@code AF_BRIDGE} for a bridge port. In a {@link NamespaceIdMessage}, it is {@code
     * UNSPEC}. In a dump request for addresses, routes, rules or neighbours, {@code UNSPEC} stands for all families.
     */
    Family family();

    /** {@return the attributes that the implementing record does not model, in message order} */
    List<Attribute> unknown();
}
