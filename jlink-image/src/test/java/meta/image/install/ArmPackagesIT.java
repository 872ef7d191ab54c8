package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meta.image.cluster.Image;
import meta.image.topology.Command;
import meta.image.topology.Output;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes the packages for arm64 on this machine, and runs their image by an emulator. */
@Tag("install")
class ArmPackagesIT {
    /** Downloads a JDK 25 for arm64 and the C library for which it was built, from Debian 13. */
    private static final String FETCH = """
        mkdir -p $DIR/lists/partial $DIR/cache/archives/partial $DIR/etc $DIR/debs $DIR/root
        uri=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep '/debian/$' | head -n 1)
        cat >$DIR/etc/debian.sources <<TEXT
        Types: deb
        URIs: $uri
        Suites: trixie
        Components: main
        Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
        TEXT
        : >$DIR/status
        cat >$DIR/apt.conf <<TEXT
        APT::Architecture "arm64";
        APT::Architectures { "arm64"; };
        APT::Sandbox::User "root";
        Dir::State::Lists "$DIR/lists";
        Dir::State::status "$DIR/status";
        Dir::Cache "$DIR/cache";
        Dir::Etc::SourceList "$DIR/etc/none";
        Dir::Etc::SourceParts "$DIR/etc";
        TEXT
        export APT_CONFIG=$DIR/apt.conf
        apt-get -qq update
        cd $DIR/debs
        apt-get -qq download libc6 zlib1g libgcc-s1 libstdc++6 openjdk-25-jdk-headless
        for file in *.deb; do dpkg-deb -x $file $DIR/root; done
        rm *.deb
        mv $DIR/root/usr/lib/jvm/java-25-openjdk-arm64 $DIR/jdk
        """;

    @TempDir
    static Path folder;

    private static Path home = folder;

    @BeforeAll
    static void makePackages() {
        Path target = Path.of("target/arm64").toAbsolutePath();
        if (!Files.exists(target.resolve("jdk/jmods"))) {
            Packages.shell(Map.of("DIR", target.toString()), FETCH);
        }
        Packages.shell(
                Map.of(
                        "JDK", System.getProperty("java.home"),
                        "MODULE", Image.home().getParent().getParent().toString(),
                        "ARM", target.toString()),
                "sh $MODULE/src/main/build/package $JDK $MODULE --arch arm64 --jdk $ARM/jdk --libc $ARM/root");
        Packages.shell(
                Map.of("DIST", dist().toString(), "DIR", folder.toString()),
                "tar xzf $DIST/*-linux-arm64.tar.gz -C $DIR");
        home = folder.resolve("meta-plugins-" + Packages.VERSION + "-linux-arm64/image");
    }

    @Test
    void theClientAnswersVersion() {
        Output version = Command.of(
                        "qemu-aarch64-static", home.resolve("bin/veth").toString())
                .with(Map.of("CNI_COMMAND", "VERSION"))
                .run();
        assertThat(version.text()).contains("supportedVersions");
    }

    @Test
    void theLoaderStartsTheJvm() {
        assertThat(java(List.of("veth"), Map.of("CNI_COMMAND", "VERSION"), "").text())
                .contains("supportedVersions");
        assertThat(java(List.of("metactl", "version"), Map.of(), "").text()).contains(Packages.VERSION);
    }

    @Test
    void aWrongConfigurationIsReported() {
        Output refused = java(
                List.of("veth"),
                Map.of(
                        "CNI_COMMAND", "ADD",
                        "CNI_CONTAINERID", "c1",
                        "CNI_IFNAME", "eth0",
                        "CNI_NETNS", "/proc/self/ns/net",
                        "CNI_PATH", "/opt/cni/bin"),
                "{\"cniVersion\": \"1.0.0\", \"name\": \"n\", \"type\": \"veth\", \"log_options\": {\"log_level\":"
                        + " \"off\"}}");
        assertThat(refused.status()).isOne();
        assertThat(refused.stdout()).contains("\"code\":7");
    }

    @Test
    void oneIndexHasBothArchitectures() {
        String index = Packages.shell(
                Map.of(
                        "ARM", dist().toString(),
                        "AMD", Packages.ofVersion("1.0.0").toString(),
                        "STORAGE", folder.resolve("storage").toString()),
                """
                buildah="buildah --root $STORAGE --runroot $STORAGE.run"
                $buildah manifest create meta-plugins >/dev/null
                $buildah manifest add meta-plugins oci-archive:$(ls $AMD/*.oci.tar) >/dev/null
                $buildah manifest add meta-plugins oci-archive:$(ls $ARM/*-linux-arm64.oci.tar) >/dev/null
                $buildah manifest inspect meta-plugins | jq -r '.manifests[].platform | .os + "/" + .architecture'
                $buildah rmi --all >/dev/null
                """);
        assertThat(index.lines()).containsExactlyInAnyOrder("linux/amd64", "linux/arm64");
    }

    private static Path dist() {
        return Image.home().resolveSibling("dist");
    }

    /**
     * Starts the JVM with the command that the client would use. The client itself cannot start the JVM here, because the kernel of this
     * machine does not execute the dynamic loader for arm64.
     */
    private static Output java(List<String> arguments, Map<String, String> environment, String input) {
        Path loader = home.resolve("lib/meta/loader");
        List<String> words = new ArrayList<>(List.of(
                "qemu-aarch64-static",
                loader.resolve("ld-linux-aarch64.so.1").toString(),
                "--library-path",
                loader + ":" + home.resolve("lib") + ":" + home.resolve("lib/server"),
                home.resolve("bin/java").toString(),
                "@" + home.resolve("lib/meta/jvm.options"),
                "-Djffi.boot.library.path=" + home.resolve("lib"),
                "-m",
                "meta.launcher/meta.launcher.Main"));
        words.addAll(arguments);
        return Command.of(words).with(environment).reading(input).run();
    }
}
