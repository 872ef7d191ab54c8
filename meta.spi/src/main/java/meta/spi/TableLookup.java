package meta.spi;

import meta.netlink.IpAddress;
import meta.netlink.RouteTable;

/**
 * The table that the rules of the host select for a packet with a given source address.
 *
 * @param destination the destination of the packet
 * @param source the source of the packet, an address of the host
 * @param table the table with the route of the packet
 */
public record TableLookup(IpAddress destination, IpAddress source, RouteTable table) {}
