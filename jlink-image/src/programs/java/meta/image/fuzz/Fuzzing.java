package meta.image.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import meta.image.cluster.Image;
import meta.image.topology.Command;
import meta.image.topology.Output;

/**
 * {@code ./meta fuzz [SECONDS [TARGET...]]}: runs fuzz targets one after the other, each for SECONDS seconds, 30 by default. TARGET is the
 * simple name of a target; without it, all targets run. Exits with status 1 if a target has failed.
 */
public final class Fuzzing {
    static final List<String> TARGETS = List.of(
            "meta.core.cni.JsonFuzz",
            "meta.core.cni.RequestFuzz",
            "meta.netlink.codec.DatagramFuzz",
            "meta.netlink.packet.ArpOrNdpFrameFuzz",
            "meta.launcher.agent.AgentRequestFuzz");

    private static final int SECONDS = 30;

    /** The additional time of a run to start, to replay the inputs of earlier runs, and to minimize an input that failed. */
    private static final Duration START_AND_END = Duration.ofMinutes(5);

    private static final List<String> MODULES = List.of("meta.netlink", "meta.spi", "meta.core", "meta.launcher");

    private Fuzzing() {}

    public static void main(String[] arguments) throws IOException {
        int seconds = arguments.length == 0 ? SECONDS : Integer.parseInt(arguments[0]);
        int found = 0;
        for (String target : chosen(List.of(arguments))) {
            Output output = run(target, seconds);
            found += output.succeeded() ? 0 : 1;
            List<String> lines = output.stderr().lines().toList();
            System.out.println(target
                    + (output.succeeded() ? ": nothing found, " : ": FOUND, ")
                    + lines.stream()
                            .filter(line -> line.startsWith("Done "))
                            .findFirst()
                            .orElse("see below"));
            if (!output.succeeded()) {
                System.out.println(output.stderr());
            }
        }
        System.exit(found == 0 ? 0 : 1);
    }

    private static List<String> chosen(List<String> arguments) {
        List<String> names = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        List<String> chosen = names.isEmpty()
                ? TARGETS
                : TARGETS.stream()
                        .filter(target -> names.contains(target.substring(target.lastIndexOf('.') + 1)))
                        .toList();
        if (chosen.size() < names.size()) {
            throw new IllegalArgumentException("targets " + names + ": expected names from " + TARGETS);
        }
        return chosen;
    }

    /**
     * {@return the output of the fuzzer; the exit status is 0 if the target did not fail} Inputs that reach new code are stored below
     * {@code jlink-image/target/fuzz}, and the next run begins with them.
     *
     * @param target the qualified name of the target's class
     * @param options further options of the fuzzer, such as {@code -seed=1}
     */
    static Output run(String target, int seconds, String... options) throws IOException {
        Path folder = Image.home().resolveSibling("fuzz");
        Path corpus = Files.createDirectories(folder.resolve(target));
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                classPath(),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target,
                "--instrumentation_includes=meta.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-max_total_time=" + seconds,
                "-timeout=20"));
        words.addAll(List.of(options));
        words.add(corpus.toString());
        return Command.of(words).run(Duration.ofSeconds(seconds).plus(START_AND_END));
    }

    private static String classPath() throws IOException {
        Path root = Image.home().resolve("../../..").normalize();
        List<String> entries = new ArrayList<>();
        for (String module : MODULES) {
            entries.add(root.resolve(module).resolve("target/classes").toString());
            entries.add(root.resolve(module).resolve("target/test-classes").toString());
        }
        for (String folder : List.of("modules", "fuzzer")) {
            try (Stream<Path> jars = Files.list(Image.home().resolveSibling(folder))) {
                jars.map(Path::toString).filter(jar -> jar.endsWith(".jar")).forEach(entries::add);
            }
        }
        return String.join(":", entries);
    }
}
