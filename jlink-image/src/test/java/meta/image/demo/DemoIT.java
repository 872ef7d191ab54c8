package meta.image.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import meta.image.cluster.Image;
import meta.image.topology.Command;
import meta.image.topology.Output;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the output of {@code ./meta demo}, and that the demo removes its namespaces and files. */
@Tag("kernel")
class DemoIT {
    private static final int COLUMNS = 80;

    /** The folder in which the demo creates its temporary folder. The name of the temporary folder begins like the names of the demo's namespaces. */
    @TempDir
    private Path files;

    @Test
    void theDemoShowsBothScenesInEightyColumnsAndLeavesNoFile() {
        Output output = demo().run();

        assertThat(output.text())
                .containsSubsequence(
                        "A pod on the LAN of its node\n",
                        "✗ pod  → Service         fd00:96::1    is silent\n",
                        "✓ pod  → Service         fd00:96::1    answers\n",
                        "A pod with an overlay NIC and a NIC on the LAN\n",
                        ", not eth0\n",
                        "✓ server → pod, overlay  10.244.0.10   answers by eth0\n",
                        "✓ server → pod, LAN      172.18.24.1   answers by net1\n",
                        "What next\n")
                .doesNotContain("\033");
        assertThat(output.text().lines()).allMatch(line -> line.length() <= COLUMNS);
        assertThat(files).isEmptyDirectory();
    }

    @Test
    void withoutFullThePlanHasEightLines() {
        List<String> lines = demo().run().text().lines().toList();

        int plan = lines.indexOf("3  What it would do: metactl plan veth");
        assertThat(lines.subList(plan + 1, lines.size()).stream().takeWhile(line -> !line.isEmpty()))
                .hasSizeBetween(8, 9)
                .last()
                .asString()
                .matches("  … \\d+ more; ./meta demo --full shows them");
    }

    @Test
    void withFullTheWholePlanIsShown() {
        assertThat(demo("--full").run().text())
                .contains("ip route add fd00:18::24:1 dev vethc0ffee", "arping -U -c 1 -I eth0 172.18.24.1")
                .doesNotContain("…");
    }

    @Test
    void aTerminatedDemoRemovesItsNamespacesAndFiles() throws Exception {
        Process process = demo().start();
        try (BufferedReader lines = process.inputReader()) {
            lines.readLine(); // when the first line is printed, the namespaces exist
            String id = namesIn(files).getFirst().substring(0, "mp01234567".length());
            assertThat(namespaces()).contains(id + "-node");
            process.destroy();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(namespaces()).doesNotContain(id);
        }
        assertThat(files).isEmptyDirectory();
        assertThat(process.exitValue()).isNotZero();
    }

    private Command demo(String... options) {
        List<String> words = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Djava.io.tmpdir=" + files,
                "-Dmeta.image=" + Image.home(),
                "-cp",
                System.getProperty("java.class.path"),
                Demo.class.getName()));
        words.addAll(List.of(options));
        return Command.of(words);
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (var list = Files.list(folder)) {
            return list.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String namespaces() {
        return Command.of("ip", "netns", "list").run().text();
    }
}
