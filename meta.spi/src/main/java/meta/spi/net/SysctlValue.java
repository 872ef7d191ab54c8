package meta.spi.net;

/**
 * A setting of a namespace below {@code /proc/sys}.
 *
 * @param netns the namespace whose setting it is
 * @param path the file below {@code /proc/sys}, with slashes, since a device's name may have dots:
 *     {@code net/ipv4/conf/eth0.100/rp_filter}
 * @param value the text in the file, without the line's end
 */
public record SysctlValue(Netns netns, String path, String value) implements NetworkObject {

    /** A file holds one value. */
    public record Key(Netns netns, String path) implements ObjectKey {}

    /** {@return the file of an IPv4 setting of a device, of {@code all} or of {@code default}} */
    public static String ipv4(String device, String setting) {
        return "net/ipv4/conf/" + device + "/" + setting;
    }

    /** {@return the file of an IPv6 setting of a device, of {@code all} or of {@code default}} */
    public static String ipv6(String device, String setting) {
        return "net/ipv6/conf/" + device + "/" + setting;
    }

    @Override
    public Key key() {
        return new Key(netns, path);
    }
}
