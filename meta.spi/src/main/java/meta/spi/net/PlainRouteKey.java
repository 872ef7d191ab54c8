package meta.spi.net;

import meta.netlink.Prefix;
import meta.netlink.RouteTable;

/** The only implementation of {@link Route.Key}. */
record PlainRouteKey(Netns netns, RouteTable table, Prefix destination, int tos, long metric, int rank)
        implements Route.Key {}
