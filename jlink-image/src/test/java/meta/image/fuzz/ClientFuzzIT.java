package meta.image.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import meta.image.cluster.Image;
import meta.image.topology.Command;
import meta.image.topology.Output;
import meta.netlink.testbed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client, compiled with sanitizers, has no memory error, whatever an agent sends. */
class ClientFuzzIT {
    private static final int RUNS = 300;
    private static final String COLD = "started cold";

    @TempDir
    private Path folder;

    @Test
    void anyAnswerIsHandled() throws IOException {
        Path client = compiled();
        Path script = Files.writeString(folder.resolve("veth"), "cat >/dev/null\necho '" + COLD + "'\n");
        Files.writeString(client.resolveSibling("build"), RandomAgent.BUILD + "\n");
        Seeds.forEach(RUNS, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            try (RandomAgent agent = RandomAgent.at(folder.resolve("agent" + seed), random.split())) {
                Output output = Command.of(client.toString(), agent.socket().toString(), script.toString())
                        .with(environment(random))
                        .reading("x".repeat(random.nextInt(4) == 0 ? random.nextInt(3 << 20) : random.nextInt(3000)))
                        .run();
                assertThat(output.stderr()).as("%s", output).doesNotContain("Sanitizer", "runtime error:");
                assertThat(output.status()).as("%s", output).isBetween(0, 255);
            }
        });
    }

    private Path compiled() {
        assumeTrue(Command.of("sh", "-c", "command -v cc").run().succeeded(), "no C compiler");
        Path client = folder.resolve("client");
        Path source = Image.home()
                .resolve("../../../meta.launcher/src/main/c/client.c")
                .normalize();
        Command.of(
                        "cc",
                        "-std=gnu11",
                        "-g",
                        "-O1",
                        "-fsanitize=address,undefined",
                        "-fno-sanitize-recover=all",
                        "-o",
                        client.toString(),
                        source.toString())
                .run()
                .text();
        return client;
    }

    private static Map<String, String> environment(SplittableRandom random) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("ASAN_OPTIONS", "detect_leaks=0");
        environment.put("META_PLUGINS_AGENT_TIMEOUT", "1000");
        environment.put("CNI_COMMAND", "ADD");
        environment.put("CNI_NETNS", random.nextBoolean() ? "/proc/self/ns/net" : "/nowhere");
        for (int i = random.nextInt(20); i > 0; i--) {
            environment.put("CNI_" + i, "v".repeat(random.nextInt(5000)));
        }
        return environment;
    }
}
