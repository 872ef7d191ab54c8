package meta.spi;

import meta.netlink.IpAddress;
import meta.netlink.RouteTable;

/**
 * Which of the host's tables says where a packet goes that has a source already, as the rules of the host decide.
 *
 * @param destination where the packet goes
 * @param source an address of the host
 * @param table the table whose route the packet takes
 */
public record TableLookup(IpAddress destination, IpAddress source, RouteTable table) {}
