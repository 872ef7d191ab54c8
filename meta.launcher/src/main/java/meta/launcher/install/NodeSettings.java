package meta.launcher.install;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meta.netlink.Errno;
import meta.netlink.netns.Sysctl;

/**
 * Settings of the node that calls may change: reads their values before the first installation, and restores them when the installation is removed.
 */
final class NodeSettings {
    private static final List<String> KEYS = List.of("net/ipv4/conf/all/rp_filter", "net/ipv4/conf/default/rp_filter");

    private static final String STRICT = "1";
    private static final String LOOSE = "2";

    private NodeSettings() {}

    static Map<String, String> read() {
        Map<String, String> values = new LinkedHashMap<>();
        KEYS.forEach(key -> Sysctl.read(key).ifPresent(value -> values.put(key, value.strip())));
        return values;
    }

    /** {@return the strict filters that an ADD has made loose} A filter with any other value was changed by another program. */
    static List<String> loosened(Map<String, String> values) {
        return values.entrySet().stream()
                .filter(each -> KEYS.contains(each.getKey()) && each.getValue().equals(STRICT))
                .map(Map.Entry::getKey)
                .filter(key -> Sysctl.read(key).map(String::strip).orElse("").equals(LOOSE))
                .sorted()
                .toList();
    }

    /**
     * Restores strict filters that an ADD has made loose.
     *
     * @return a line for each setting that was restored or could not be
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
