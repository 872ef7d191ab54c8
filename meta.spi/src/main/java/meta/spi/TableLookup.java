package meta.spi;

import meta.netlink.IpAddress;
import meta.netlink.RouteTable;

/** The table that the rules of the host select for a packet with a given source address. */
public final class TableLookup {
    private final IpAddress destination;
    private final IpAddress source;
    private final RouteTable table;

    private TableLookup(IpAddress destination, IpAddress source, RouteTable table) {
        this.destination = destination;
        this.source = source;
        this.table = table;
    }

    /** {@return a table lookup with these properties, which have methods of the same names} */
    public static TableLookup of(IpAddress destination, IpAddress source, RouteTable table) {
        return new TableLookup(destination, source, table);
    }

    /** {@return the destination of the packet} */
    public IpAddress destination() {
        return destination;
    }

    /** {@return the source of the packet, an address of the host} */
    public IpAddress source() {
        return source;
    }

    /** {@return the table with the route of the packet} */
    public RouteTable table() {
        return table;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TableLookup that
                && destination.equals(that.destination)
                && source.equals(that.source)
                && table.equals(that.table);
    }

    @Override
    public int hashCode() {
        int hash = destination.hashCode();
        hash = 31 * hash + source.hashCode();
        return 31 * hash + table.hashCode();
    }

    @Override
    public String toString() {
        return "TableLookup[destination=" + destination + ", source=" + source + ", table=" + table + "]";
    }
}
