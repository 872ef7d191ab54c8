package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;

/** One rtnetlink message without its {@code struct nlmsghdr}: a fixed struct and the attributes behind it. */
public sealed interface NetlinkMessage
        permits LinkMessage, AddressMessage, RouteMessage, RuleMessage, NeighborMessage, NamespaceIdMessage {

    /** {@return the address family, the first byte of the struct of every kind of message} */
    Family family();

    /** {@return the attributes that the record has no component for, in the order in which they came} */
    List<Attribute> unknown();
}
