package meta.launcher.install;

import java.util.List;

/**
 * Plans the change of the link {@code PREFIX/current} to a version. The link is relative, so that it also works in a container that mounts
 * the prefix at another path.
 */
final class SwitchVersion {
    private SwitchVersion() {}

    /**
     * {@return the operation that changes the link; none if the link leads to {@code next} already}
     *
     * @param current the name of the version that the link leads to; empty if there is none
     * @param next the name of the version that the link must lead to
     */
    static List<FileOperation> plan(Layout layout, String current, String next) {
        return current.equals(next)
                ? List.of()
                : List.of(new FileOperation.PutLink(layout.current(), Layout.VERSIONS + next));
    }
}
