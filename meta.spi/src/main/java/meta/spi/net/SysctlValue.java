package meta.spi.net;

/** A sysctl of a network namespace. */
public final class SysctlValue implements NetworkObject {
    private final Netns netns;
    private final String path;
    private final String value;

    private SysctlValue(Netns netns, String path, String value) {
        value = withSingleBlanks(value);
        this.netns = netns;
        this.path = path;
        this.value = value;
    }

    /** {@return a sysctl value with these properties, which have methods of the same names} */
    public static SysctlValue of(Netns netns, String path, String value) {
        return new SysctlValue(netns, path, value);
    }

    private static String withSingleBlanks(String text) {
        boolean plain = true;
        for (int i = 0; i < text.length(); i++) {
            plain &= text.charAt(i) > ' ';
        }
        return plain ? text : text.strip().replaceAll("\\s+", " ");
    }

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

    @Override
    public Netns netns() {
        return netns;
    }

    /** {@return the path below {@code /proc/sys}, with slashes, because the name of a device may contain dots: {@code net/ipv4/conf/eth0.100/rp_filter}} */
    public String path() {
        return path;
    }

    /** {@return the text in the file without the line break; each run of white space becomes one blank, so that {@code 4096 87380 6291456} equals the text of the kernel, which separates the numbers by tabs} */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SysctlValue that
                && netns == that.netns
                && path.equals(that.path)
                && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        int hash = netns.hashCode();
        hash = 31 * hash + path.hashCode();
        return 31 * hash + value.hashCode();
    }

    @Override
    public String toString() {
        return "SysctlValue[netns=" + netns + ", path=" + path + ", value=" + value + "]";
    }
}
