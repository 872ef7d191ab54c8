package meta.image.torture;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meta.netlink.libc.Libc;

/**
 * The open files of this process, of those kinds that CNI calls open.
 *
 * @param targets the targets of the links in {@code /proc/self/fd}, by descriptor
 */
record OpenFiles(Map<Integer, String> targets) {
    private static final List<String> OF_CALLS = List.of("socket:", "net:", "/proc/", "/run/");

    static OpenFiles now() {
        Map<Integer, String> targets = new TreeMap<>();
        String[] numbers = new File("/proc/self/fd").list();
        for (String number : numbers == null ? new String[0] : numbers) {
            try {
                String target =
                        Files.readSymbolicLink(Path.of("/proc/self/fd", number)).toString();
                if (OF_CALLS.stream().anyMatch(target::startsWith) && !target.endsWith("/fd")) {
                    targets.put(Integer.parseInt(number), target);
                }
            } catch (IOException e) {
                // this was the descriptor with which the folder was read; it is closed now
            }
        }
        return new OpenFiles(targets);
    }

    /** {@return the files that are not in {@code others}, each as descriptor and target} */
    List<String> notIn(OpenFiles others) {
        List<String> more = new ArrayList<>();
        targets.forEach((number, target) -> {
            if (!target.equals(others.targets.get(number))) {
                more.add(number + " " + target);
            }
        });
        return more;
    }

    /**
     * Closes the files that are not in {@code others}. Each of them must still be open; otherwise, its descriptor could be that of
     * another file.
     */
    void closeNotIn(OpenFiles others) {
        targets.forEach((number, target) -> {
            if (!target.equals(others.targets.get(number))) {
                Libc.close(number);
            }
        });
    }
}
