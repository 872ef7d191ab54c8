package meta.launcher.install;

import java.util.List;

/** Lets {@code PREFIX/current} lead to a version. The link is relative, so that it is also right in a container that mounts the prefix. */
final class SwitchVersion {
    private SwitchVersion() {}

    static List<FileOperation> plan(Layout layout, String current, String next) {
        return current.equals(next)
                ? List.of()
                : List.of(new FileOperation.PutLink(layout.current(), Layout.VERSIONS + next));
    }
}
