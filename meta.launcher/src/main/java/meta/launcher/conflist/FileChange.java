package meta.launcher.conflist;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import meta.launcher.runtime.NodeRoot;

/** One change of a file. The contents have one character for each byte. */
public sealed interface FileChange {

    /** A file gets other content and keeps the rest: name, owner, mode and extended attributes. */
    record Replace(Path file, String before, String after) implements FileChange {}

    /** A file is created, with owner, mode and extended attributes of another one in its folder. */
    record Create(Path file, Path like, String content) implements FileChange {}

    /** A file gets another name in its folder; a file of that name is replaced. */
    record Rename(Path file, Path to) implements FileChange {}

    /** A file is deleted if it still has this content. */
    record Delete(Path file, String before) implements FileChange {}

    /** Makes runtimes that watch a folder read it again. It is needed if a link in the folder leads to a changed file in another folder. */
    record Announce(Path folder) implements FileChange {}

    /** {@return the change as a unified diff or a comment, with the paths of the node} */
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
