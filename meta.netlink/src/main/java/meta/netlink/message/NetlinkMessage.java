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

    /** {@return the address family, which is the first byte of the struct; {@link Family#UNSPEC} in a dump request for all families} */
    Family family();

    /** {@return the attributes for which the record has no component, in the order of the message} */
    List<Attribute> unknown();
}
