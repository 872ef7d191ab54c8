package meta.spi;

/** The names of the steps that every plugin type can list. */
public final class SharedSteps {
    /** Address conflict detection for the NIC's addresses, before any change. */
    public static final String DETECT_CONFLICT = "detectConflict";
    /** Sets the NIC's link-layer address to one that is derived from its IP address. */
    public static final String MAC_REWRITE = "macRewrite";
    /** Enables IPv6 in a pod whose NIC has IPv6 addresses. */
    public static final String ENABLE_IPV6 = "enableIPv6";
    /** Sets up the {@linkplain NicTables tables} of the pod's NICs and the rules that select them. */
    public static final String MIGRATE_ROUTE = "migrateRoute";
    /** Sets reverse path filtering so that replies may arrive on a device other than the one that the request left through. */
    public static final String TUNE_SYSCTL = "tuneSysctl";
    /** Announces the NIC's addresses to the other hosts on its link. */
    public static final String ANNOUNCE = "announce";

    private SharedSteps() {}
}
