package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import meta.image.cluster.Image;
import meta.image.topology.Command;
import meta.image.topology.Output;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the content of the packages, such as the SBOM and the manifest, and that two runs make equal packages. */
@Tag("install")
class PackagesIT {
    @TempDir
    static Path folder;

    private static Path dist = folder;
    private static Path unpacked = folder;

    @BeforeAll
    static void makePackages() {
        Packages.shell(
                Map.of("DIR", folder.toString()),
                "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out $DIR/key.pem\n"
                        + "openssl pkey -in $DIR/key.pem -pubout -out $DIR/public.pem");
        dist = Packages.make(
                Image.home(), folder, "022", "--sign", folder.resolve("key.pem").toString());
        Packages.shell(files(), "tar xzf $DIST/$NAME.tar.gz -C $DIR");
        unpacked = folder.resolve(Packages.NAME).resolve("image");
    }

    @Test
    void anotherFolderTimeAndUmaskGiveTheSameBytes() {
        Path other = folder.resolve("other/deeper");
        Packages.shell(Map.of("IMAGE", Image.home().toString(), "OTHER", other.toString()), """
                umask 077
                mkdir -p $OTHER
                cp -r $IMAGE $OTHER/image
                touch -r $IMAGE/lib/modules $OTHER/image/lib/modules
                """);
        Packages.make(other.resolve("image"), other, "077");

        Packages.shell(
                Map.of("DIST", dist.toString(), "OTHER", other.resolve("dist").toString()),
                "for file in $OTHER/*; do cmp $file $DIST/${file##*/}; done; test $(ls $OTHER | wc -l) = 6");
    }

    @Test
    void theSbomListsTheFilesAndNoOthers() throws IOException {
        List<String> listed = names("select(.type == \"file\")");
        try (Stream<Path> all = Files.walk(unpacked)) {
            List<String> found = all.filter(Files::isRegularFile)
                    .map(file -> unpacked.relativize(file).toString())
                    .filter(file -> !file.equals("lib/meta/manifest") && !file.equals("lib/meta/sbom.cdx.json"))
                    .sorted()
                    .toList();
            assertThat(listed).containsExactlyInAnyOrderElementsOf(found);
        }
        assertThat(Files.readString(dist.resolve(Packages.NAME + ".sbom.cdx.json")))
                .isEqualTo(Files.readString(unpacked.resolve("lib/meta/sbom.cdx.json")));
    }

    @Test
    void theSbomListsTheModulesAndNoOthers() {
        List<String> listed = names("select(.\"bom-ref\" | startswith(\"module:\"))");
        var found = new TreeSet<String>();
        Command.of(unpacked.resolve("bin/java").toString(), "--list-modules")
                .run()
                .text()
                .lines()
                .forEach(line -> found.add(line.replaceFirst("[@ ].*", "")));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(found);
    }

    @Test
    void theManifestHasEveryFileWithItsDigestAndMode() {
        String differences = Packages.shell(Map.of("IMAGE", unpacked.toString()), """
                cd $IMAGE
                find . -type f ! -path ./lib/meta/manifest -printf '%m %P\\n' | while read mode file; do
                  echo "$(sha256sum $file | cut -c1-64) $mode $file"
                done | LC_ALL=C sort | diff - lib/meta/manifest || true
                """);
        assertThat(differences).isEmpty();
    }

    @Test
    void theUnpackedImageUsesItsAotCache() {
        Output version = Command.of(
                        unpacked.resolve("bin/java").toString(),
                        "@" + unpacked.resolve("lib/meta/jvm.options"),
                        "-XX:AOTCache=" + unpacked.resolve("lib/meta/calls.aot"),
                        "-XX:AOTMode=on",
                        "-m",
                        "meta.launcher/meta.launcher.Main",
                        "metactl",
                        "version")
                .run();
        assertThat(version.text()).contains(Packages.VERSION);
    }

    @Test
    void aChangedByteIsFoundByDigestAndSignature() throws IOException {
        String check = "cd $DIST; sha256sum --quiet --check SHA256SUMS && for file in $(ls | grep -v '[.]sig$'); do "
                + "openssl dgst -sha256 -verify $DIR/public.pem -signature $file.sig $file; done";
        assertThat(Packages.shell(files(), check).lines()).hasSize(6).containsOnly("Verified OK");

        Path changed = Files.createDirectory(folder.resolve("changed"));
        Packages.shell(
                Map.of("DIST", dist.toString(), "CHANGED", changed.toString()),
                "cp $DIST/* $CHANGED; printf x | dd of=$CHANGED/SHA256SUMS conv=notrunc status=none");
        Output refused = Command.of(
                        "openssl",
                        "dgst",
                        "-sha256",
                        "-verify",
                        folder.resolve("public.pem").toString(),
                        "-signature",
                        changed.resolve("SHA256SUMS.sig").toString(),
                        changed.resolve("SHA256SUMS").toString())
                .run();
        assertThat(refused.succeeded()).isFalse();
        assertThat(refused.stdout()).contains("Verification failure");
    }

    @Test
    void eachPartHasItsLicenceText() {
        assertThat(unpacked.resolve("legal")).isDirectoryContaining(each -> each.endsWith("glibc"));
        for (String text : List.of(
                "meta-plugins/LICENSE",
                "java.base/LICENSE",
                "com.fasterxml.jackson.core/LICENSE",
                "info.picocli/LICENSE",
                "org.jnrproject.jffi/libffi.txt",
                "org.apache.logging.log4j/NOTICE",
                "org.apache.logging.log4j.core/LICENSE",
                "glibc/LGPL-2.1.txt",
                "glibc/SOURCE.txt")) {
            assertThat(unpacked.resolve("legal").resolve(text)).isNotEmptyFile();
        }
    }

    @Test
    void lintianReportsNothing() {
        Output lintian = Command.of("sh", "-c", "exec lintian --allow-root --fail-on error,warning " + dist + "/*.deb")
                .run();
        assertThat(lintian.stdout() + lintian.stderr()).isEmpty();
        assertThat(lintian.status()).isZero();
    }

    private static List<String> names(String filter) {
        return Command.of(
                        "jq",
                        "-r",
                        ".components[] | " + filter + " | .name",
                        unpacked.resolve("lib/meta/sbom.cdx.json").toString())
                .run()
                .text()
                .lines()
                .toList();
    }

    private static Map<String, String> files() {
        return Map.of("DIST", dist.toString(), "DIR", folder.toString(), "NAME", Packages.NAME);
    }
}
