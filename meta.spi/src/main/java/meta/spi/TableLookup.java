package meta.spi;

import meta.netlink.IpAddress;
import meta.netlink.RouteTable;

/** The answer to a {@link Question.HostTableOf}. */
public sealed interface TableLookup {

    /** {@return a table lookup with these values} */
    static TableLookup of(IpAddress destination, IpAddress source, RouteTable table) {
        return new PlainTableLookup(destination, source, table);
    }

    /** {@return the destination of the packet} */
    IpAddress destination();

    /** {@return the source of the packet, an address of the host} */
    IpAddress source();

    /** {@return the table with the route that the host uses for the packet} */
    RouteTable table();
}

record PlainTableLookup(IpAddress destination, IpAddress source, RouteTable table) implements TableLookup {}
