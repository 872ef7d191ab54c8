package meta.launcher.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that serves as the file system of a node. The methods take absolute paths on the node. {@link #with} and {@link #withLink}
 * create missing folders.
 */
public record NodeFiles(Path folder) {
    public NodeRoot root() {
        return new NodeRoot(folder);
    }

    /** Creates or replaces a file. */
    public NodeFiles with(String path, String content) throws IOException {
        Path file = folder.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    /** Creates a symbolic link, whose target is stored unchanged. */
    public NodeFiles withLink(String path, String target) throws IOException {
        Path file = folder.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, Path.of(target));
        return this;
    }

    public String text(String path) throws IOException {
        return Files.readString(folder.resolve(path.substring(1)));
    }
}
