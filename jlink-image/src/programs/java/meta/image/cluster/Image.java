package meta.image.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meta.image.cni.PluginPath;

/** The jlink image under test. */
public final class Image {
    private Image() {}

    /**
     * {@return the folder of the image: the system property {@code meta.image}, or else the folder that the build writes}
     *
     * @throws AssertionError if there is no image
     */
    public static Path home() {
        String given = System.getProperty("meta.image", "");
        if (!given.isEmpty()) {
            return Path.of(given).toAbsolutePath();
        }
        for (String place : List.of("target/image", "jlink-image/target/image")) {
            if (Files.isDirectory(Path.of(place))) {
                return Path.of(place).toAbsolutePath();
            }
        }
        throw new AssertionError("no image at jlink-image/target/image: ./meta build makes it");
    }

    public static Path bin(String name) {
        return home().resolve("bin").resolve(name);
    }

    public static Path modules() {
        return home().resolveSibling("modules");
    }

    /** {@return the {@code CNI_PATH} with the image's plugins} */
    public static PluginPath plugins() {
        return PluginPath.of(home().resolve("bin"));
    }
}
