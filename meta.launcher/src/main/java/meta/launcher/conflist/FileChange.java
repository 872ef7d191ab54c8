package meta.launcher.conflist;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import meta.launcher.runtime.NodeRoot;

/**
 * A planned change of one file, or {@link NotifyWatchers}. Paths are absolute paths in this process. Contents have one character for each
 * byte. A change fails if the present content is not {@code before}; a file that does not exist counts as empty.
 */
public sealed interface FileChange {

    /** Replaces the content of a file. The owner and mode stay. */
    record Replace(Path file, String before, String after) implements FileChange {}

    /** Creates {@code file} with the owner and mode of the file {@code like}. An existing {@code file} must be empty. */
    record Create(Path file, Path like, String content) implements FileChange {}

    /**
     * Renames {@code file} to {@code saved}. An existing {@code saved} is replaced.
     *
     * @param place the path of {@code file} with all symbolic links resolved
     */
    record Save(Path file, Path place, String before, Path saved) implements FileChange {}

    /**
     * Renames {@code saved} to {@code file}, which must not exist.
     *
     * @param place the path of {@code saved} with all symbolic links resolved
     */
    record Restore(Path saved, Path place, String before, Path file) implements FileChange {}

    /** Deletes a file; of a symbolic link, only the link. */
    record Delete(Path file, String before) implements FileChange {}

    /**
     * Creates and deletes a temporary file in a folder, so that runtimes read the folder again. Runtimes do not notice a change of a file
     * to which a symbolic link in the folder leads.
     */
    record NotifyWatchers(Path folder) implements FileChange {}

    /** {@return the change as text for people, with paths on the node} The text is empty for {@link NotifyWatchers}. */
    default String diff(NodeRoot root) {
        return switch (this) {
            case Replace(Path file, String before, String after) ->
                UnifiedDiff.of(root.pathOnNode(file), readable(before), root.pathOnNode(file), readable(after));
            case Create(Path file, var _, String content) ->
                UnifiedDiff.of(root.pathOnNode(file), "", root.pathOnNode(file), readable(content));
            case Delete(Path file, String before) ->
                UnifiedDiff.of(root.pathOnNode(file), readable(before), root.pathOnNode(file), "");
            case Save(Path file, var _, var _, Path saved) -> renamed(root, file, saved);
            case Restore(Path saved, var _, var _, Path file) -> renamed(root, saved, file);
            case NotifyWatchers _ -> "";
        };
    }

    private static String renamed(NodeRoot root, Path from, Path to) {
        return "# " + root.pathOnNode(from) + " is renamed to " + root.pathOnNode(to) + "\n";
    }

    private static String readable(String content) {
        return new String(content.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
