package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two builds, in different folders and with different umasks, make equal packages. The only differences are the AOT cache, because the JVM
 * does not write it reproducibly, and the three files that contain the digest of the AOT cache.
 */
@Tag("install")
class ReproducibleBuildIT {
    private static final String BUILD = """
        exec 2>&1
        umask $UMASK
        mkdir -p $DIR
        git clone -q $SOURCES $DIR/sources
        cd $DIR/sources
        ./meta package
        """;

    private static final String DESCRIBE = """
        cd $DIR/sources/jlink-image/target/dist
        withoutSizes() { awk '/calls.aot|manifest|sbom.cdx.json|md5sums/ { $3 = "" } { print }'; }
        tar tvzf *.tar.gz | withoutSizes
        dpkg-deb -c *.deb | withoutSizes
        mkdir $DIR/archive $DIR/control $DIR/oci
        dpkg-deb -e *.deb $DIR/control
        tar xzf *.tar.gz -C $DIR/archive
        tar xf *.oci.tar -C $DIR/oci
        cd $DIR/archive/*
        cache=$(sha256sum image/lib/meta/calls.aot | cut -d ' ' -f 1)
        find . -type f ! -name calls.aot ! -name manifest ! -name sbom.cdx.json -exec sha256sum {} + | sort -k 2
        grep -v -e calls.aot -e sbom.cdx.json image/lib/meta/manifest
        grep -v -e $cache -e serialNumber image/lib/meta/sbom.cdx.json
        cd $DIR/control
        grep -v -e calls.aot -e manifest -e sbom.cdx.json md5sums
        rm md5sums
        sha256sum *
        cd $DIR/oci/blobs/sha256
        jq -r .manifests[0].digest ../../index.json | cut -d : -f 2 | xargs jq -r '.layers[].digest' | cut -d : -f 2 |
          while read layer; do tar --warning=no-unknown-keyword -tvzf $layer | withoutSizes; done
        """;

    @Test
    void twoBuildsDifferOnlyInTheAotCache(@TempDir Path folder) {
        String one = describe(folder.resolve("one"), "022");
        String other = describe(folder.resolve("a/deeper/folder"), "077");

        assertThat(one.lines().count()).isGreaterThan(500);
        assertThat(other).isEqualTo(one);
    }

    private static String describe(Path folder, String umask) {
        Map<String, String> place = Map.of(
                "DIR", folder.toString(),
                "UMASK", umask,
                "SOURCES", Path.of("..").toAbsolutePath().normalize().toString());
        Packages.shell(place, BUILD);
        return Packages.shell(place, DESCRIBE);
    }
}
