package meta.launcher.install;

import java.util.List;

/**
 * Plans the change of the link {@code PREFIX/current}. The link is relative, so that it works in a container that mounts the prefix at
 * another path.
 */
final class VersionSwitch {
    private VersionSwitch() {}

    /**
     * {@return the operation that makes the link lead to {@code next}; empty if it already leads there}
     *
     * @param current the folder name of the present version; empty if there is none
     * @param next the folder name of the required version
     */
    static List<FileOperation> plan(Layout layout, String current, String next) {
        return current.equals(next)
                ? List.of()
                : List.of(new FileOperation.PutLink(layout.current(), Layout.VERSIONS + next));
    }
}
