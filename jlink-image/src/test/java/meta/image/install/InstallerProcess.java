package meta.image.install;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import meta.launcher.install.InstallException;
import meta.launcher.install.InstallOptions;
import meta.launcher.install.Installer;
import meta.launcher.install.Layout;
import meta.launcher.install.NodeObjects;
import meta.launcher.install.Uninstaller;
import meta.launcher.runtime.NodeRoot;

/** A program that runs the code of the installer of this build, for test images that contain no installer. */
final class InstallerProcess {
    private InstallerProcess() {}

    /**
     * Installs, rolls back or uninstalls. Exits with status 1 if this fails.
     *
     * @param words the prefix of the installation, followed by {@code install IMAGE FOLDER}, {@code rollback}, {@code uninstall} or {@code
     *     uninstall-with-pods}
     */
    public static void main(String[] words) {
        try {
            Layout layout = Layout.of(NodeRoot.ofThisProcess(), words[0]);
            List<String> report = switch (words[1]) {
                case "install" -> new Installer(layout, Clock.systemUTC()).install(options(words));
                case "rollback" -> new Installer(layout, Clock.systemUTC()).rollback();
                case "uninstall" -> uninstaller(layout, List.of()).uninstall().lines();
                case "uninstall-with-pods" ->
                    uninstaller(layout, List.of("vethabc: meta-plugins"))
                            .uninstall()
                            .lines();
                default -> throw new IllegalArgumentException(words[1]);
            };
            report.forEach(System.out::println);
        } catch (InstallException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static InstallOptions options(String... words) {
        return new InstallOptions(Path.of(words[2]), "1", "test", List.of(words[3]), false, List.of(), false);
    }

    private static Uninstaller uninstaller(Layout layout, List<String> pods) {
        return new Uninstaller(layout, new NodeObjects(pods, List.of()));
    }
}
