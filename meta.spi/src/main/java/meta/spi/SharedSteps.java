package meta.spi;

/** The names of the steps that any plugin type can list, because {@code meta.core} brings them. */
public final class SharedSteps {
    /** Turns IPv6 on in a pod whose NIC has IPv6 addresses. */
    public static final String ENABLE_IPV6 = "enableIPv6";
    /** Sets reverse path filtering so that packets may come back by another device than they left by. */
    public static final String TUNE_SYSCTL = "tuneSysctl";

    private SharedSteps() {}
}
