package meta.launcher.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Removes the versions other than the current and the previous one, unless a process uses them. */
final class SweepVersions {
    private SweepVersions() {}

    /**
     * {@return the operations}
     *
     * @param used the versions that processes use
     */
    static List<FileOperation> plan(Layout layout, Set<String> versions, Set<String> kept, Set<String> used) {
        List<FileOperation> plan = new ArrayList<>();
        for (String name : versions.stream().sorted().toList()) {
            if (!kept.contains(name) && !used.contains(name)) {
                plan.add(new FileOperation.RemoveTree(layout.version(name)));
            }
        }
        return plan;
    }
}
