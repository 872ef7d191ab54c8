package meta.spi.net;

/** A sysctl of a network namespace with its value. Immutable. */
public sealed interface SysctlValue extends NetworkObject {

    /** Identifies a sysctl by its namespace and its path. */
    record Key(Netns netns, String path) implements ObjectKey {}

    /** {@return a sysctl with this path, and with this value as {@link #value} describes it} */
    static SysctlValue of(Netns netns, String path, String value) {
        return new PlainSysctlValue(netns, path, value);
    }

    /**
     * {@return the path of an IPv4 setting of a device, such as {@code net/ipv4/conf/eth0/rp_filter}}
     *
     * @param device the name of a device, {@code all} or {@code default}; in a {@link meta.spi.Question.Sysctls} also {@code *}
     */
    static String ipv4(String device, String setting) {
        return "net/ipv4/conf/" + device + "/" + setting;
    }

    /**
     * {@return the path of an IPv6 setting of a device, such as {@code net/ipv6/conf/eth0/accept_ra}}
     *
     * @param device as for {@link #ipv4}
     */
    static String ipv6(String device, String setting) {
        return "net/ipv6/conf/" + device + "/" + setting;
    }

    @Override
    default Key key() {
        return new Key(netns(), path());
    }

    /** {@return the path below {@code /proc/sys}, with slashes, such as {@code net/ipv4/conf/eth0.100/rp_filter}} */
    String path();

    /** {@return the value, without white space at its ends and with single blanks as the other white space} */
    String value();
}

record PlainSysctlValue(Netns netns, String path, String value) implements SysctlValue {
    PlainSysctlValue {
        value = withSingleBlanks(value);
    }

    private static String withSingleBlanks(String text) {
        boolean plain = true;
        for (int i = 0; i < text.length(); i++) {
            plain &= text.charAt(i) > ' ';
        }
        return plain ? text : text.strip().replaceAll("\\s+", " ");
    }
}
