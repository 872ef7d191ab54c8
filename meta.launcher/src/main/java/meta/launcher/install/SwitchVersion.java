package meta.launcher.install;

import java.util.List;

/**
 * Plans the change of the link {@code PREFIX/current}. The link is relative, so that it works in a container that mounts the prefix at
 * another path.
 */
final class SwitchVersion {
    private SwitchVersion() {}

    /** @param current the name of the version that the link leads to; empty if there is none */
    static List<FileOperation> plan(Layout layout, String current, String next) {
        return current.equals(next)
                ? List.of()
                : List.of(new FileOperation.PutLink(layout.current(), Layout.VERSIONS + next));
    }
}
