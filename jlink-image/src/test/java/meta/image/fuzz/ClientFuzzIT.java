package meta.image.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import meta.image.cluster.Image;
import meta.image.cluster.StampedClient;
import meta.image.topology.Command;
import meta.image.topology.Output;
import meta.netlink.testbed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client has no memory error, whatever bytes an agent sends. The client is compiled with sanitizers, which report such errors. */
class ClientFuzzIT {
    private static final int RUNS = 300;
    private static final String PROGRAM = "cat >/dev/null\necho 'started cold'\n";

    @TempDir
    private Path folder;

    @Test
    void anyAnswerIsHandled() throws IOException {
        Path client = compiled();
        Path script = Files.writeString(folder.resolve("veth"), PROGRAM);
        Files.writeString(client.resolveSibling("build"), RandomAgent.BUILD + "\n");
        Path plugins = Files.createDirectory(folder.resolve("bin"));
        Path veth = StampedClient.write(client, installation(true), plugins.resolve("veth"));
        Path shellLess = StampedClient.write(client, installation(false), plugins.resolve("router"));
        Seeds.forEach(RUNS, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            try (RandomAgent agent = RandomAgent.at(folder.resolve("agent" + seed), random.split())) {
                String socket = agent.socket().toString();
                List<String> words = List.of(
                                List.of(client.toString(), socket, script.toString()),
                                List.of(veth.toString()),
                                List.of(shellLess.toString(), "with", "arguments"))
                        .get(random.nextInt(3));
                Output output = Command.of(words)
                        .with(environment(random, socket))
                        .reading("x".repeat(random.nextInt(4) == 0 ? random.nextInt(3 << 20) : random.nextInt(3000)))
                        .run();
                assertThat(output.stderr()).as("%s", output).doesNotContain("Sanitizer", "runtime error:");
                assertThat(output.status()).as("%s", output).isBetween(0, 255);
            }
        });
    }

    /**
     * {@return the prefix of a new installation}
     *
     * @param scripts whether the plugins are scripts; if false, a program replaces the JVM
     */
    private Path installation(boolean scripts) throws IOException {
        Path prefix = Files.createDirectory(folder.resolve(scripts ? "scripts" : "jvm"));
        Path image = Files.createDirectories(prefix.resolve("versions/1"));
        Files.createSymbolicLink(prefix.resolve("current"), Path.of("versions/1"));
        Files.createDirectories(image.resolve("lib/meta"));
        Files.writeString(image.resolve("lib/meta/build"), RandomAgent.BUILD + "\n");
        Path program = Files.createDirectories(image.resolve("bin")).resolve(scripts ? "veth" : "java");
        Files.writeString(program, "#!/bin/sh\n" + PROGRAM);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return prefix;
    }

    private Path compiled() {
        assumeTrue(Command.of("sh", "-c", "command -v cc").run().succeeded(), "no C compiler");
        Path client = folder.resolve("client");
        Path sources = Image.home().resolve("../../../meta.launcher/src/main/c").normalize();
        Command.of(
                        "cc",
                        "-std=gnu11",
                        "-g",
                        "-O1",
                        "-fsanitize=address,undefined",
                        "-fno-sanitize-recover=all",
                        "-o",
                        client.toString(),
                        sources.resolve("client.c").toString(),
                        sources.resolve("cold.c").toString())
                .run()
                .text();
        return client;
    }

    private Map<String, String> environment(SplittableRandom random, String socket) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("ASAN_OPTIONS", "detect_leaks=0");
        environment.put("META_PLUGINS_AGENT_TIMEOUT", "1000");
        environment.put("META_PLUGINS_AGENT", socket);
        environment.put("CNI_COMMAND", List.of("ADD", "STATUS", "VERSION").get(random.nextInt(3)));
        environment.put(
                "META_PLUGINS_READY",
                random.nextBoolean() ? folder.resolve("ready").toString() : "");
        environment.put("CNI_NETNS", random.nextBoolean() ? "/proc/self/ns/net" : "/nowhere");
        for (int i = random.nextInt(20); i > 0; i--) {
            environment.put("CNI_" + i, "v".repeat(random.nextInt(5000)));
        }
        return environment;
    }
}
