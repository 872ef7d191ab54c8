package meta.launcher.install;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meta.netlink.Errno;
import meta.netlink.netns.Sysctl;

/**
 * The settings of the node that calls may change. Their values are read before the first installation, and restored when the installation
 * is removed.
 */
final class NodeSettings {
    private static final List<String> KEYS = List.of("net/ipv4/conf/all/rp_filter", "net/ipv4/conf/default/rp_filter");

    private static final String STRICT = "1";
    private static final String LOOSE = "2";

    private NodeSettings() {}

    /**
     * {@return the values in the network namespace of the calling thread, by their path below /proc/sys; a setting that cannot be read is
     * left out}
     */
    static Map<String, String> read() {
        Map<String, String> values = new LinkedHashMap<>();
        KEYS.forEach(key -> Sysctl.read(key).ifPresent(value -> values.put(key, value.strip())));
        return values;
    }

    /**
     * {@return the reverse path filters that were strict before the installation and are loose now, as an ADD makes them} A filter with any
     * other value was changed by another program.
     *
     * @param values the values before the installation
     */
    static List<String> loosened(Map<String, String> values) {
        return values.entrySet().stream()
                .filter(each -> KEYS.contains(each.getKey()) && each.getValue().equals(STRICT))
                .map(Map.Entry::getKey)
                .filter(key -> Sysctl.read(key).map(String::strip).orElse("").equals(LOOSE))
                .sorted()
                .toList();
    }

    /**
     * Makes the filters strict again that {@link #loosened} returns.
     *
     * @return a line for each of them: that it was restored, or the error
     */
    static List<String> restore(Map<String, String> values) {
        return loosened(values).stream()
                .map(key -> key
                        + Sysctl.write(key, STRICT)
                                .map(Errno::toString)
                                .map(errno -> ": " + errno)
                                .orElse(" is " + STRICT + " again"))
                .toList();
    }
}
