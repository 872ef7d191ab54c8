package meta.netlink.socket;

import meta.netlink.message.NetlinkMessage;

/**
 * A request to the kernel: an operation, and the object or objects to which the operation applies.
 *
 * @param message for {@link Operation#GET} and {@link Operation#DELETE}, the components that identify the object; for {@link
 *     Operation#DUMP}, the components by which the kernel filters; for {@link Operation#CHANGE} of a link, the components that identify
 *     it or change; otherwise, the object
 */
public record Request(Operation operation, NetlinkMessage message) {
    /** The operations ({@code linux/netlink.h NLM_F_}). */
    public enum Operation {
        /** Create the object. If the object exists, the kernel rejects the request with {@code EEXIST}. */
        CREATE,
        /**
         * Create the object, or replace it. The kernel adds a rule even if an equal rule exists, and rejects the request if a link exists.
         */
        REPLACE,
        /**
         * Add a route after the existing routes with the same destination and metric. An IPv6 route with a gateway becomes a next hop of
         * such a route with a gateway.
         */
        APPEND,
        /**
         * Change an existing object. If a link, route or neighbour does not exist, the kernel rejects the request with {@code ENOENT} or
         * {@code ENODEV}. An address that does not exist is created. A rule is created even if an equal rule exists.
         */
        CHANGE,
        DELETE,
        GET,
        /**
         * List all matching objects. The kernel filters links by master and by a kind that it knows, and most other objects by family. It
         * also filters addresses and neighbours by device, and routes by table, protocol, type and device. The kernel rejects most other
         * filters. If a filter names a family and a routing table that this family does not have, the kernel rejects the request with
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
