package meta.launcher.conflist;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import meta.launcher.runtime.NodeRoot;

/**
 * One change of a file, with absolute paths in this process. The contents have one character for each byte. A change fails if its condition
 * for the present content is not met, because another program has then changed the file.
 */
public sealed interface FileChange {

    /** Replaces the content of a file if the content is still {@code before}. The name, owner, mode and extended attributes stay. */
    record Replace(Path file, String before, String after) implements FileChange {}

    /** Creates a file with the owner, mode and extended attributes of {@code like}, if the new file does not exist or is empty. */
    record Create(Path file, Path like, String content) implements FileChange {}

    /** Renames a file within its folder. A file with the new name is replaced. */
    record Rename(Path file, Path to) implements FileChange {}

    /** Deletes a file if the content is still {@code before}. */
    record Delete(Path file, String before) implements FileChange {}

    /**
     * Makes runtimes that watch a folder read the folder again. This is needed if a symbolic link in the folder leads to a changed file in
     * another folder.
     */
    record Announce(Path folder) implements FileChange {}

    /** {@return the change as a unified diff with the paths on the node; a comment line for a renamed file; empty for an announcement} */
    default String diff(NodeRoot root) {
        return switch (this) {
            case Replace(Path file, String before, String after) ->
                UnifiedDiff.of(root.pathOnNode(file), readable(before), root.pathOnNode(file), readable(after));
            case Create(Path file, var _, String content) ->
                UnifiedDiff.of(root.pathOnNode(file), "", root.pathOnNode(file), readable(content));
            case Delete(Path file, String before) ->
                UnifiedDiff.of(root.pathOnNode(file), readable(before), root.pathOnNode(file), "");
            case Rename(Path file, Path to) ->
                "# " + root.pathOnNode(file) + " is renamed to " + root.pathOnNode(to) + "\n";
            case Announce _ -> "";
        };
    }

    private static String readable(String content) {
        return new String(content.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
