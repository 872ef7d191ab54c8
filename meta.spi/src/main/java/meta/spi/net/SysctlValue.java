package meta.spi.net;

/**
 * A sysctl of a network namespace.
 *
 * @param netns the namespace of the sysctl
 * @param path the path below {@code /proc/sys}, with slashes, because the name of a device may contain dots:
 *     {@code net/ipv4/conf/eth0.100/rp_filter}
 * @param value the text in the file, without the line break
 */
public record SysctlValue(Netns netns, String path, String value) implements NetworkObject {

    /** Identifies a sysctl by its path. */
    public record Key(Netns netns, String path) implements ObjectKey {}

    /** {@return the path of an IPv4 sysctl of a device, of {@code all} or of {@code default}} */
    public static String ipv4(String device, String setting) {
        return "net/ipv4/conf/" + device + "/" + setting;
    }

    /** {@return the path of an IPv6 sysctl of a device, of {@code all} or of {@code default}} */
    public static String ipv6(String device, String setting) {
        return "net/ipv6/conf/" + device + "/" + setting;
    }

    @Override
    public Key key() {
        return new Key(netns, path);
    }
}
