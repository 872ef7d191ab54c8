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
 * The open files of this process that calls open: sockets, namespaces, settings and locks.
 *
 * @param targets what each is, by its number
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
                // that of the list itself, which is closed by now
            }
        }
        return new OpenFiles(targets);
    }

    /** {@return those that the others lack} */
    List<String> beside(OpenFiles others) {
        List<String> more = new ArrayList<>();
        targets.forEach((number, target) -> {
            if (!target.equals(others.targets.get(number))) {
                more.add(number + " " + target);
            }
        });
        return more;
    }

    /** Closes those that the others lack. */
    void closeBeside(OpenFiles others) {
        targets.forEach((number, target) -> {
            if (!target.equals(others.targets.get(number))) {
                Libc.close(number);
            }
        });
    }
}
