package meta.image.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meta.image.cluster.Image;
import meta.image.topology.Command;

/** The packages of the image, as {@code ./meta package} makes them. */
final class Packages {
    static final String VERSION = "0.1.0-SNAPSHOT";
    static final String NAME = "meta-plugins-" + VERSION + "-linux-amd64";
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Packages() {}

    /** Makes the packages of an image of amd64 in the folder {@code dist} of a working folder. */
    static Path make(Path image, Path folder, String umask, String... options) {
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
                VERSION,
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

    /** {@return the output of a shell script that gets these variables and must succeed} */
    static String shell(Map<String, String> variables, String script) {
        return Command.of("sh", "-euc", script).with(variables).run().text();
    }
}
