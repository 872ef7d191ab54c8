package meta.launcher.install;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.netlink.Errno;
import meta.netlink.netns.Sysctl;
import meta.netlink.netns.SysctlException;

/**
 * The sysctls of the node that calls may change: two reverse path filters. Their values are read before the first installation. When the
 * installation is removed, a filter that calls have made loose is made strict again.
 */
final class NodeSysctls {
    private static final List<String> KEYS = List.of("net/ipv4/conf/all/rp_filter", "net/ipv4/conf/default/rp_filter");

    private static final String STRICT = "1";
    private static final String LOOSE = "2";

    private NodeSysctls() {}

    /**
     * {@return the values in the network namespace of the calling thread, by their path below /proc/sys; a sysctl that does not exist is left
     * out}
     *
     * @throws InstallException if the kernel refuses to read a sysctl
     */
    static Map<String, String> read() throws InstallException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : KEYS) {
            read(key).ifPresent(value -> values.put(key, value));
        }
        return values;
    }

    private static Optional<String> read(String key) throws InstallException {
        try {
            return Sysctl.read(key).map(String::strip);
        } catch (SysctlException e) {
            throw new InstallException("a sysctl of the node cannot be read: " + e.getMessage());
        }
    }

    /**
     * {@return the reverse path filters that were strict before the installation and are loose now, sorted} An ADD makes strict filters
     * loose. A filter with any other value was changed by another program.
     *
     * @param values the values before the installation, by their path below /proc/sys
     * @throws InstallException if the kernel refuses to read a sysctl
     */
    static List<String> loosened(Map<String, String> values) throws InstallException {
        List<String> loosened = new ArrayList<>();
        for (String key : KEYS) { // sorted
            if (values.getOrDefault(key, "").equals(STRICT)
                    && read(key).orElse("").equals(LOOSE)) {
                loosened.add(key);
            }
        }
        return loosened;
    }

    /**
     * Makes the filters strict again that {@link #loosened} returns.
     *
     * @param values as for {@link #loosened}
     * @return a line for each of these filters: that it was restored, or the error
     * @throws InstallException if the kernel refuses to read a sysctl
     */
    static List<String> restore(Map<String, String> values) throws InstallException {
        return loosened(values).stream()
                .map(key -> key
                        + Sysctl.write(key, STRICT)
                                .map(Errno::toString)
                                .map(errno -> ": " + errno)
                                .orElse(" is " + STRICT + " again"))
                .toList();
    }
}
