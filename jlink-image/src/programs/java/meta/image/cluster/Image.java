package meta.image.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meta.image.cni.PluginPath;

/** Finds the files of the jlink image under test. */
public final class Image {
    private Image() {}

    /**
     * {@return the folder of the image: the value of the system property {@code meta.image} or, if the property is not set, the folder into
     * which the build writes the image}
     *
     * @throws AssertionError if the property is not set, and the build has written no image
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

    /** {@return the path of a program of the image, such as {@code veth}} */
    public static Path bin(String name) {
        return home().resolve("bin").resolve(name);
    }

    /** {@return the folder with the jars of the image's modules, which the build writes beside the image} */
    public static Path modules() {
        return home().resolveSibling("modules");
    }

    /** {@return the folders in which plugins are searched: the image's {@code bin}, and then the folders of CNI plugins on this machine} */
    public static PluginPath plugins() {
        return PluginPath.of(home().resolve("bin"));
    }
}
