package meta.netlink.socket;

import meta.netlink.message.NetlinkMessage;

/**
 * An operation on an object of the kernel.
 *
 * @param operation the operation
 * @param message the object; for {@link Operation#GET} and {@link Operation#DUMP} a pattern for the requested objects
 */
public record Request(Operation operation, NetlinkMessage message) {
    /** The operations ({@code linux/netlink.h NLM_F_}). */
    public enum Operation {
        /** Create the object; {@code EEXIST} if it exists. */
        CREATE,
        /** Create the object, or replace an existing one. */
        REPLACE,
        /** Add an object next to an existing one: a next hop to an IPv6 route, an IPv4 route after those with the same destination. */
        APPEND,
        /** Change an existing object; {@code ENOENT} or {@code ENODEV} if it does not exist. */
        CHANGE,
        /** Delete the object. */
        DELETE,
        /** Query one object: a link by name or index, the route to an address, a neighbour by address and device. */
        GET,
        /**
         * List all matching objects. The kernel filters by family; addresses and neighbours by device; routes by table, protocol, type and
         * device; links by master and kind. It rejects other filters, and rejects a table that has never held a route with
         * {@code ENOENT}.
         */
        DUMP
    }

    public static Request create(NetlinkMessage message) {
        return new Request(Operation.CREATE, message);
    }

    public static Request replace(NetlinkMessage message) {
        return new Request(Operation.REPLACE, message);
    }

    public static Request append(NetlinkMessage message) {
        return new Request(Operation.APPEND, message);
    }

    public static Request change(NetlinkMessage message) {
        return new Request(Operation.CHANGE, message);
    }

    public static Request delete(NetlinkMessage message) {
        return new Request(Operation.DELETE, message);
    }

    public static Request get(NetlinkMessage message) {
        return new Request(Operation.GET, message);
    }

    public static Request dump(NetlinkMessage message) {
        return new Request(Operation.DUMP, message);
    }
}
