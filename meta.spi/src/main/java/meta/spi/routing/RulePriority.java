package meta.spi.routing;

/** The priorities of the routing rules that the plugins create. The kernel evaluates rules with smaller numbers first. */
public final class RulePriority {
    /** Rules of the pod that exempt packets to a destination from the rules of priority {@link #TO}. */
    public static final long EXEMPT = 900;

    /** Rules that select a table by the destination of a packet, and the host's rule for the {@link HostTable}. */
    public static final long TO = 1000;

    /** Rules that select the table of a NIC for packets from the NIC's addresses. */
    public static final long FROM = 1100;

    private RulePriority() {}
}
