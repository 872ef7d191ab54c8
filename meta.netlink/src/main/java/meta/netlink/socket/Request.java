package meta.netlink.socket;

import meta.netlink.message.NetlinkMessage;

/**
 * A message, and what the kernel should do with it.
 *
 * @param operation what should be done
 * @param message to what; for {@link Operation#GET} and {@link Operation#DUMP} it says what is looked for
 */
public record Request(Operation operation, NetlinkMessage message) {
    /** What the kernel should do ({@code linux/netlink.h NLM_F_}). */
    public enum Operation {
        /** Make it; {@code EEXIST} where it is there already. */
        CREATE,
        /** Make it, or make it so where it is there otherwise. */
        REPLACE,
        /** Make it beside what is there: another way of an IPv6 route, another IPv4 route behind those of the same kind. */
        APPEND,
        /** Make it so where it is there; {@code ENOENT} or {@code ENODEV} where it is not. */
        CHANGE,
        /** Take it away. */
        DELETE,
        /** Tell of one: a link by name or index, the route for an address, a neighbour by address and device. */
        GET,
        /**
         * Tell of all that are like this. The kernel looks at the family, and filters addresses and neighbours by device, routes by
         * table, protocol, type and device, links by master and kind; it refuses a filter that it does not know, and with {@code ENOENT}
         * a table that has never held a route.
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
