package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meta.image.topology.Command;
import meta.image.topology.Output;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the packages for arm64 on this machine, and runs their image by an emulator on the kernel of this machine. In {@link ArmMachineIT}, the
 * kernel is emulated too.
 */
@Tag("install")
class ArmPackagesIT {
    @TempDir
    Path folder;

    @Test
    void theClientAnswersVersion() {
        Output version = Command.of(
                        "qemu-aarch64-static",
                        ArmImage.home().resolve("bin/veth").toString())
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
                        "ARM", ArmImage.dist().toString(),
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

    /**
     * Starts the JVM with the command that the client would use. The client itself cannot start the JVM here, because the kernel of this
     * machine does not execute the dynamic loader for arm64.
     */
    private static Output java(List<String> arguments, Map<String, String> environment, String input) {
        Path home = ArmImage.home();
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
