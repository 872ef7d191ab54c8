package meta.launcher.install;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meta.netlink.Errno;
import meta.netlink.netns.Sysctl;

/**
 * The sysctls of the node that calls may change: two reverse path filters. Their values are read before the first installation. When the
 * installation is removed, a filter that calls have made loose is made strict again.
 */
final class NodeSettings {
    private static final List<String> KEYS = List.of("net/ipv4/conf/all/rp_filter", "net/ipv4/conf/default/rp_filter");

    private static final String STRICT = "1";
    private static final String LOOSE = "2";

    private NodeSettings() {}

    /**
     * {@return the values in the network namespace of the calling thread, by their path below /proc/sys; a sysctl that does not exist is left
     * out}
     *
     * @throws meta.netlink.netns.SysctlException if the kernel refuses to read a sysctl
     */
    static Map<String, String> read() {
        Map<String, String> values = new LinkedHashMap<>();
        KEYS.forEach(key -> Sysctl.read(key).ifPresent(value -> values.put(key, value.strip())));
        return values;
    }

    /**
     * {@return the reverse path filters that were strict before the installation and are loose now, sorted} An ADD makes strict filters
     * loose. A filter with any other value was changed by another program.
     *
     * @param values the values before the installation, by their path below /proc/sys
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
     * @param values as for {@link #loosened}
     * @return a line for each of these filters: that it was restored, or the error
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
