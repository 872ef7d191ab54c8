package meta.spi;

/** The names of the steps that any plugin type can list, because {@code meta.core} brings them. */
public final class SharedSteps {
    /** Address conflict detection: probes the NIC's link for its addresses before anything is changed. */
    public static final String DETECT_CONFLICT = "detectConflict";
    /** Gives the NIC a link-layer address that follows from its IP address. */
    public static final String MAC_REWRITE = "macRewrite";
    /** Turns IPv6 on in a pod whose NIC has IPv6 addresses. */
    public static final String ENABLE_IPV6 = "enableIPv6";
    /** Moves the routes of a NIC to the table that it has of its own, and has packets from its addresses looked up there. */
    public static final String MIGRATE_ROUTE = "migrateRoute";
    /** Sets reverse path filtering so that packets may come back by another device than they left by. */
    public static final String TUNE_SYSCTL = "tuneSysctl";
    /** Tells the hosts on the NIC's link that it has its addresses now, when all else is done. */
    public static final String ANNOUNCE = "announce";

    private SharedSteps() {}
}
