package meta.spi.routing;

/**
 * The priorities of our rules: those in the pod that select a NIC's table, and the host's rule for {@link HostTable}. The kernel evaluates
 * a rule with a smaller number first.
 */
public final class RulePriority {
    /** Rules that exempt a destination from the rules of {@link #TO}. */
    public static final long EXEMPT = 900;

    /** Rules that select the table for packets to a destination. */
    public static final long TO = 1000;

    /** Rules that select the table for packets from a NIC's addresses. */
    public static final long FROM = 1100;

    private RulePriority() {}
}
