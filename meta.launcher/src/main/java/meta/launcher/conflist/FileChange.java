package meta.launcher.conflist;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import meta.launcher.runtime.NodeRoot;

/**
 * A planned change of one file, or {@link NotifyWatchers}, which changes no file. Paths are absolute paths in this process. A content has
 * one character for each byte. Applying a change fails if the files are not as the change requires, for example if the content is no longer
 * {@code before}. A file that does not exist counts as empty.
 */
public sealed interface FileChange {

    /** Replaces the content of a file. The present content must be {@code before}. The name, owner, mode and extended attributes stay. */
    record Replace(Path file, String before, String after) implements FileChange {}

    /**
     * Creates {@code file} with the owner, mode and extended attributes of the file {@code like}. If {@code file} exists, it must be empty,
     * and is replaced.
     */
    record Create(Path file, Path like, String content) implements FileChange {}

    /**
     * Renames {@code file} to {@code saved} in the same folder. The content must be {@code before}. An existing {@code saved} is replaced.
     *
     * @param place the file to which {@code file} leads if it is a symbolic link; otherwise {@code file}
     */
    record Save(Path file, Path place, String before, Path saved) implements FileChange {}

    /**
     * Renames {@code saved} to {@code file} in the same folder. The content must be {@code before}, and {@code file} must not exist.
     *
     * @param place the file to which {@code saved} leads if it is a symbolic link; otherwise {@code saved}
     */
    record Restore(Path saved, Path place, String before, Path file) implements FileChange {}

    /** Deletes a file; of a symbolic link, only the link. The content must be {@code before}. */
    record Delete(Path file, String before) implements FileChange {}

    /**
     * Creates and deletes a temporary file in a folder, so that runtimes that watch the folder read it again. This is necessary after a
     * change of a file to which a symbolic link in the folder leads, because runtimes do not notice such a change.
     */
    record NotifyWatchers(Path folder) implements FileChange {}

    /**
     * {@return the change as text for people, with paths on the node} A changed, created or deleted file is shown as a unified diff, and a
     * renamed file as a comment line. The text is empty for {@link NotifyWatchers}.
     */
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
