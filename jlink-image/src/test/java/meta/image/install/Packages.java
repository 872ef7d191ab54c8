package meta.image.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meta.image.cluster.Image;
import meta.image.topology.Command;

/** Makes the packages of the image for tests. */
final class Packages {
    static final String VERSION = "0.1.0-SNAPSHOT";
    static final String NAME = name(VERSION);
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Packages() {}

    /**
     * Makes the packages of an image for amd64.
     *
     * @param folder the folder below which the packages are written
     * @param umask the umask of the process that makes the packages
     * @param options further options of the program that makes the packages
     * @return the folder with the packages
     */
    static Path make(Path image, Path folder, String umask, String... options) {
        return make(VERSION, image, folder, umask, options);
    }

    /**
     * {@return the folder with the packages of a version} The image in the packages is a copy of the built image with another build name.
     * The packages are made once for each build of the image.
     */
    static Path ofVersion(String version) {
        Path folder = Path.of("target/versions-for-tests")
                .toAbsolutePath()
                .resolve(build())
                .resolve(version);
        if (!Files.exists(folder.resolve("dist/SHA256SUMS"))) {
            shell(
                    Map.of(
                            "IMAGE", Image.home().toString(),
                            "FOLDER", folder.toString(),
                            "BUILD", buildOf(version)),
                    """
                    rm -rf $FOLDER
                    mkdir -p $FOLDER
                    cp -a $IMAGE $FOLDER/image
                    echo $BUILD >$FOLDER/image/lib/meta/build
                    sed -i "s/^{/{\\"build\\":\\"$BUILD\\",/" $FOLDER/image/lib/meta/version.json
                    """);
            make(version, folder.resolve("image"), folder, "022");
        }
        return folder.resolve("dist");
    }

    /** {@return the build name of the version's image; the answer to VERSION contains this name} */
    static String buildOf(String version) {
        return "build-of-" + version;
    }

    /** {@return the name of the folder below versions into which the version of {@link #ofVersion} is installed} */
    static String folderOf(String version) {
        return VERSION + "-" + buildOf(version); // the modules keep the version of the built image
    }

    private static String build() {
        try {
            return Files.readAllLines(Image.home().resolve("lib/meta/build")).getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the name of the archive of a version, without its ending} The folder in the archive has the same name. */
    static String name(String version) {
        return "meta-plugins-" + version + "-linux-amd64";
    }

    private static Path make(String version, Path image, Path folder, String umask, String... options) {
        Path packaging = ROOT.resolve("jlink-image/packaging/target");
        Path dist = folder.resolve("dist");
        List<String> words = new ArrayList<>(List.of(
                "sh",
                "-c",
                "umask " + umask + "; exec \"$@\"",
                "sh",
                System.getProperty("java.home") + "/bin/java",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                packaging.resolve("classes") + ":" + packaging.resolve("libraries") + "/*",
                "meta.image.packaging.PackageImage",
                "--image",
                image.toString(),
                "--modules",
                Image.modules().toString(),
                "--licence",
                ROOT.resolve("LICENSE").toString(),
                "--version",
                version,
                "--arch",
                "amd64",
                "--libc",
                "/",
                "--client-libc",
                "/lib/x86_64-linux-gnu/libc.so.6",
                "--work",
                folder.resolve("work").toString(),
                "--dist",
                dist.toString()));
        words.addAll(List.of(options));
        Command.of(words).run().text();
        return dist;
    }

    /**
     * {@return the standard output of a shell script}
     *
     * @throws AssertionError if a command of the script fails
     */
    static String shell(Map<String, String> variables, String script) {
        return Command.of("sh", "-euc", script).with(variables).run().text();
    }
}
