package meta.spi;

/** The names of the plugins' own steps that every {@link PluginType} can list. */
public final class SharedSteps {
    /** If enabled, checks before the first change that no other host or pod is known to have an address of the NIC. */
    public static final String DETECT_CONFLICT = "detectConflict";
    /** Gives the NIC a link-layer address that is derived from the NIC's IP address, if the user has configured this. */
    public static final String MAC_REWRITE = "macRewrite";
    /** Enables IPv6 in a pod if IPv6 addresses are assigned to the NIC. */
    public static final String ENABLE_IPV6 = "enableIPv6";
    /**
     * Creates the {@linkplain NicTables routing tables} of the pod's NICs, and the rules that select these tables. Only a {@link
     * meta.spi.routing.RoutingType} has such tables.
     */
    public static final String MIGRATE_ROUTE = "migrateRoute";
    /** Sets reverse path filtering, by default so that a reply may arrive on another device than the one that sent the request. */
    public static final String TUNE_SYSCTL = "tuneSysctl";
    /** Announces the NIC's addresses to the other machines on its LAN. */
    public static final String ANNOUNCE = "announce";

    private SharedSteps() {}
}
