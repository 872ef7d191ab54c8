package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meta.image.cluster.Image;
import meta.image.topology.Command;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The image runs on processors without AVX, which QEMU emulates. Many virtual machines have the processor {@code qemu64} by default.
 */
@Tag("install")
class OldProcessorIT {
    @ParameterizedTest
    @ValueSource(strings = {"qemu64", "Nehalem"})
    void theJvmRunsWithTheAotCache(String processor) {
        List<String> java = List.of(
                Image.bin("java").toString(),
                "@" + Image.home().resolve("lib/meta/jvm.options"),
                "-XX:AOTCache=" + Image.home().resolve("lib/meta/calls.aot"),
                "-XX:AOTMode=on", // the JVM ends if it cannot use the cache
                "-Djffi.boot.library.path=" + Image.home().resolve("lib"),
                "-m",
                "meta.launcher/meta.launcher.Main",
                "metactl",
                "version");
        assertThat(emulated(processor, java, Map.of())).contains(Packages.VERSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qemu64", "Nehalem"})
    void theClientAnswersVersion(String processor) {
        List<String> client = List.of(Image.home().resolve("lib/meta/client").toString());
        assertThat(emulated(processor, client, Map.of("CNI_COMMAND", "VERSION")))
                .contains("supportedVersions");
    }

    private static String emulated(String processor, List<String> program, Map<String, String> environment) {
        List<String> words = new ArrayList<>(List.of("qemu-x86_64-static", "-cpu", processor));
        words.addAll(program);
        return Command.of(words).with(environment).run().text();
    }
}
