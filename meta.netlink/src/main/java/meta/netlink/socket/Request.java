package meta.netlink.socket;

import meta.netlink.message.NetlinkMessage;

/**
 * An operation on an object of the kernel.
 *
 * @param message the object; for {@link Operation#GET}, its key; for {@link Operation#DUMP}, the family and the other components by which the kernel
 *     filters
 */
public record Request(Operation operation, NetlinkMessage message) {
    /** The operations ({@code linux/netlink.h NLM_F_}). */
    public enum Operation {
        /** Create the object; {@code EEXIST} if it exists. */
        CREATE,
        /** Create or replace the object. For a rule, the kernel does not replace, but adds an equal rule. */
        REPLACE,
        /** Add a next hop to an existing IPv6 route, or add an IPv4 route after the routes with the same destination. */
        APPEND,
        /**
         * Change an existing object; {@code ENOENT} or {@code ENODEV} if the link, route or neighbour does not exist. The kernel creates an address
         * or a rule that does not exist.
         */
        CHANGE,
        DELETE,
        GET,
        /**
         * List all matching objects. The kernel filters by family; addresses and neighbours also by device; routes also by table, protocol, type and
         * device; links also by master and kind. It rejects other filters. For a table of routes, {@code ENOENT} means that the table has never had a
         * route of the family.
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
