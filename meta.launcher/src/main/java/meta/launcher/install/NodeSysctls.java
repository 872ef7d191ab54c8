package meta.launcher.install;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.netlink.Errno;
import meta.netlink.netns.Sysctl;
import meta.netlink.netns.SysctlException;

/** The sysctls of the node that calls may change: two reverse path filters. By default, an ADD changes them only from strict to loose. */
final class NodeSysctls {
    private static final List<String> KEYS = List.of("net/ipv4/conf/all/rp_filter", "net/ipv4/conf/default/rp_filter");

    private static final String STRICT = "1";
    private static final String LOOSE = "2";

    private NodeSysctls() {}

    /** {@return the values in the network namespace of the calling thread, by path below /proc/sys, without sysctls that do not exist} */
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
     * {@return the filters that were strict in {@code values} and are loose now, sorted}
     *
     * @param values the values before the installation, by path below /proc/sys
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
     * @return a line for each of these filters: that it was restored, or the error
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
