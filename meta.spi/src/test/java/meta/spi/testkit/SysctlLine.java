package meta.spi.testkit;

import meta.spi.net.Netns;
import meta.spi.net.SysctlValue;

/** Reads a sysctl: {@code NAME=VALUE}. The first dot or slash in the name determines which of the two separates the name's parts. */
final class SysctlLine {
    private SysctlLine() {}

    static SysctlValue read(Netns netns, Line line) {
        String[] parts = line.next("NAME=VALUE").split("=", 2);
        if (parts.length != 2 || line.hasNext()) {
            throw line.error("expected: " + netns + " sysctl NAME=VALUE");
        }
        return SysctlValue.of(netns, path(parts[0]), parts[1]);
    }

    private static String path(String name) {
        int slash = name.indexOf('/');
        int dot = name.indexOf('.');
        boolean dots = dot >= 0 && (slash < 0 || dot < slash);
        return dots ? name.replace('.', '/') : name;
    }
}
