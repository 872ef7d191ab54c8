package meta.image.install;

import java.nio.file.Path;
import java.util.Map;
import meta.image.cluster.Image;

/** The packages for arm64, made on this machine from the modules of Debian's JDK for arm64, and the image that they contain. */
final class ArmImage {
    private static final Path HOME = unpack();

    private ArmImage() {}

    /** {@return the folder of the image; the packages are made before the first call returns} */
    static Path home() {
        return HOME;
    }

    /** {@return the folder with the packages} */
    static Path dist() {
        return Image.home().resolveSibling("dist");
    }

    private static Path unpack() {
        Path debian = ArmDebian.folder();
        Path unpacked = debian.resolve("archive");
        Packages.shell(
                Map.of(
                        "JDK", System.getProperty("java.home"),
                        "MODULE", Image.home().getParent().getParent().toString(),
                        "ARM", debian.toString(),
                        "DIST", dist().toString(),
                        "DIR", unpacked.toString()),
                """
                sh $MODULE/src/main/build/package $JDK $MODULE --arch arm64 --jdk $ARM/jdk --libc $ARM/root
                rm -rf $DIR
                mkdir $DIR
                tar xzf $DIST/*-linux-arm64.tar.gz -C $DIR
                """);
        return unpacked.resolve("meta-plugins-" + Packages.VERSION + "-linux-arm64/image");
    }
}
