package meta.spi;

import meta.netlink.IpAddress;
import meta.netlink.RouteTable;

/** The answer to a {@link Question.HostTableOf}: the routing table whose route the host uses for a packet. */
public sealed interface TableLookup {

    /** {@return an answer with these values} */
    static TableLookup of(IpAddress destination, IpAddress source, RouteTable table) {
        return new PlainTableLookup(destination, source, table);
    }

    /** {@return the destination address of the packet} */
    IpAddress destination();

    /** {@return the source address of the packet, an address of the host} */
    IpAddress source();

    /** {@return the table of the host's route for the packet} */
    RouteTable table();
}

record PlainTableLookup(IpAddress destination, IpAddress source, RouteTable table) implements TableLookup {}
