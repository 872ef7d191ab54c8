package meta.spi.routing;

/** The priorities of our rules. The kernel evaluates a rule with a smaller number first. */
public final class RulePriority {
    /** Rules of the pod that exempt a destination from the rules of {@link #TO}. */
    public static final long EXEMPT = 900;

    /** Rules that select the table for packets to a destination, and the host's rule for {@link HostTable}. */
    public static final long TO = 1000;

    /** Rules that select the table for packets from a NIC's addresses. */
    public static final long FROM = 1100;

    private RulePriority() {}
}
