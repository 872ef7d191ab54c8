package meta.launcher.cli;

import java.nio.file.Path;
import meta.launcher.install.InstallException;
import meta.launcher.install.Layout;
import meta.launcher.runtime.NodeRoot;
import picocli.CommandLine.Option;

/** The options {@code --root} and {@code --prefix}, which say where the installation is. */
final class InstallPlace {
    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "The folder with the node's file system, for use in a container. Default: /.")
    private Path root = Path.of("/");

    @Option(
            names = "--prefix",
            paramLabel = "DIR",
            description = "The folder of the installation on the node. Default: " + Layout.DEFAULT_PREFIX + ".")
    private String prefix = Layout.DEFAULT_PREFIX;

    /**
     * {@return the paths of the installation}
     *
     * @throws InstallException if the prefix is invalid, or its symbolic links cannot be resolved
     */
    Layout layout() throws InstallException {
        return Layout.of(new NodeRoot(root), prefix);
    }
}
