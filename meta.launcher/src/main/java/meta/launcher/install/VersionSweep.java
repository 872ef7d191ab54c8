package meta.launcher.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Plans the removal of versions that are not needed any more. */
final class VersionSweep {
    private VersionSweep() {}

    /**
     * {@return the operations that remove the versions that are neither in {@code needed} nor in {@code used}}
     *
     * @param versions the names of all versions, including incomplete ones
     */
    static List<FileOperation> plan(Layout layout, Set<String> versions, Set<String> needed, Set<String> used) {
        List<FileOperation> plan = new ArrayList<>();
        for (String name : versions.stream().sorted().toList()) {
            if (!needed.contains(name) && !used.contains(name)) {
                plan.add(new FileOperation.RemoveTree(layout.version(name)));
            }
        }
        return plan;
    }
}
