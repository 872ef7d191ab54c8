package meta.spi.net;

/** A sysctl of a network namespace. */
public sealed interface SysctlValue extends NetworkObject {

    /** Identifies a sysctl by its path. */
    record Key(Netns netns, String path) implements ObjectKey {}

    /** {@return a sysctl with these values} */
    static SysctlValue of(Netns netns, String path, String value) {
        return new PlainSysctlValue(netns, path, value);
    }

    /** {@return the path of an IPv4 sysctl of a device, of {@code all} or of {@code default}} */
    static String ipv4(String device, String setting) {
        return "net/ipv4/conf/" + device + "/" + setting;
    }

    /** {@return the path of an IPv6 sysctl of a device, of {@code all} or of {@code default}} */
    static String ipv6(String device, String setting) {
        return "net/ipv6/conf/" + device + "/" + setting;
    }

    @Override
    default Key key() {
        return new Key(netns(), path());
    }

    /** {@return the path below {@code /proc/sys} with slashes, such as {@code net/ipv4/conf/eth0.100/rp_filter}} */
    String path();

    /** {@return the text in the file without the line break; each run of white space is one blank} */
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
