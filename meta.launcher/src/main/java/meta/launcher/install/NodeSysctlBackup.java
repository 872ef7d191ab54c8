package meta.launcher.install;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.netlink.Errno;
import meta.netlink.ShortageException;
import meta.netlink.netns.Sysctl;
import meta.netlink.netns.SysctlException;

/** Reads and restores the node's reverse path filters of {@code all} and {@code default}. */
final class NodeSysctlBackup {
    private static final List<String> KEYS = List.of("net/ipv4/conf/all/rp_filter", "net/ipv4/conf/default/rp_filter");

    private static final String STRICT = "1";
    private static final String LOOSE = "2";

    private NodeSysctlBackup() {}

    /**
     * {@return the values in the network namespace of the calling thread, by path below /proc/sys} The map lacks sysctls that do not exist.
     *
     * @throws InstallException if a sysctl cannot be read
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
        } catch (SysctlException | ShortageException e) {
            throw new InstallException("a sysctl of the node cannot be read: " + e.getMessage());
        }
    }

    /**
     * {@return the paths below /proc/sys of the filters that are strict in {@code values} and loose now, sorted}
     *
     * @param values as for {@link #restore}
     * @throws InstallException if a sysctl cannot be read
     */
    static List<String> loosened(Map<String, String> values) throws InstallException {
        List<String> loosened = new ArrayList<>();
        for (String key : KEYS) { // KEYS is sorted
            if (values.getOrDefault(key, "").equals(STRICT)
                    && read(key).orElse("").equals(LOOSE)) {
                loosened.add(key);
            }
        }
        return loosened;
    }

    /**
     * Makes the filters that {@link #loosened} returns strict again.
     *
     * @param values the values before the installation, by path below /proc/sys
     * @return for people: the outcome for each of these filters
     * @throws InstallException if a sysctl cannot be read
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
