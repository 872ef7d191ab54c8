package meta.image.cni;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The folders in which plugin binaries are searched ({@code CNI_PATH}), in this order. */
public record PluginPath(List<Path> folders) {
    /** {@return a path with this folder first, and then the folders in which distributions install CNI plugins} */
    public static PluginPath of(Path first) {
        List<Path> folders = new ArrayList<>(List.of(first));
        for (String known : List.of("/opt/cni/bin", "/usr/lib/cni", "/usr/libexec/cni")) {
            folders.add(Path.of(known));
        }
        return new PluginPath(folders);
    }

    /**
     * {@return the binary of a plugin type, from the first folder that contains it}
     *
     * @throws AssertionError if no folder contains the binary
     */
    public Path find(String type) {
        for (Path folder : folders) {
            if (Files.isExecutable(folder.resolve(type))) {
                return folder.resolve(type);
            }
        }
        throw new AssertionError("no CNI plugin \"" + type + "\" in " + this);
    }

    /** {@return the value of {@code CNI_PATH}} */
    @Override
    public String toString() {
        return folders.stream().map(Path::toString).collect(Collectors.joining(":"));
    }
}
