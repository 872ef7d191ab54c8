package meta.image.install.conflist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import meta.core.cni.JsonReadResult;
import meta.core.cni.JsonReader;
import meta.image.cluster.Image;
import meta.image.install.KillPoints;
import meta.image.topology.Command;
import meta.image.topology.Output;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code metactl conflist} is killed at every system call that changes a file. After each kill, each file that a container runtime reads
 * has either its old or its final content, and the next run completes the work.
 */
@Tag("install")
class KilledConflistIT {
    private static final String LIST =
            "{\n  \"cniVersion\": \"1.0.0\",\n  \"name\": \"lan\",\n  \"plugins\": [\n    {\"type\": \"bridge\"}\n  ]\n}\n";
    private static final String SINGLE = "{\"cniVersion\": \"1.0.0\", \"name\": \"lan\", \"type\": \"bridge\"}\n";
    private static final List<String> ADD = List.of("add", "lan", "--type", "veth", "--convert", "--keep");
    private static final List<String> REMOVE = List.of("remove", "lan", "--type", "veth");

    @TempDir
    private Path root;

    private Path folder;
    private Path records;
    private Map<String, String> kept = Map.of();
    private Path options;

    @BeforeEach
    void aNode() throws IOException {
        folder = Files.createDirectories(root.resolve("etc/cni/net.d"));
        records = root.resolve("var/lib/meta-plugins/conflist");
        options = Files.writeString(
                root.resolve("veth.json"),
                "{\"overlay_hijack_subnet\": \"10.244.0.0/16\", \"service_hijack_subnet\": \"10.96.0.0/12\"}");
    }

    @Test
    void aListIsCompleteAtEveryMoment() throws IOException {
        Map<String, String> without = Map.of("10-lan.conflist", LIST);
        Map<String, String> with = outcome(without, ADD);

        assertThat(killedEverywhere(without, ADD, with)).isGreaterThan(5);
        assertThat(killedEverywhere(with, REMOVE, without)).isGreaterThan(5);
    }

    @Test
    void aFileThatIsConvertedIsCompleteAtEveryMoment() throws IOException {
        Map<String, String> without = Map.of("10-lan.conf", SINGLE);
        Map<String, String> with = outcome(without, ADD);

        assertThat(with).containsOnlyKeys("10-lan.conflist", "10-lan.conf.meta-plugins-saved");
        assertThat(killedEverywhere(without, ADD, with)).isGreaterThan(5);
        assertThat(killedEverywhere(with, REMOVE, without)).isGreaterThan(5);
    }

    /**
     * Kills the command at each of its system calls that change files.
     *
     * @param before the files before the command
     * @param words the arguments of {@code metactl}
     * @param after the files after a complete run of the command
     * @return the number of kills
     */
    private int killedEverywhere(Map<String, String> before, List<String> words, Map<String, String> after)
            throws IOException {
        return KillPoints.killEverywhere(new KillPoints.Trial() {
            @Override
            public void prepare() throws IOException {
                reset(before);
                if (words.equals(REMOVE)) { // the command must also delete the record of "add --keep"
                    write(Files.createDirectories(records), kept);
                }
            }

            @Override
            public Output run(List<String> strace) {
                return metactl(strace, words);
            }

            @Override
            public void check(String point) throws IOException {
                String said = words.getFirst() + ", " + point;
                files(folder).forEach((name, text) -> {
                    if (isRead(name)) {
                        assertThat(JsonReader.read(text.getBytes(StandardCharsets.UTF_8)))
                                .as(said + ": " + name)
                                .isInstanceOf(JsonReadResult.Valid.class);
                    }
                });
                assertThat(files(folder).keySet()).as(said).anyMatch(KilledConflistIT::isRead);
                assertThat(metactl(List.of(), words).status()).as(said).isZero();
                assertThat(files(folder)).as(said).isEqualTo(after);
                assertThat(files(records)).as(said).isEqualTo(words.equals(ADD) ? kept : Map.of());
            }
        });
    }

    private static boolean isRead(String name) {
        return name.endsWith(".conf") || name.endsWith(".conflist") || name.endsWith(".json");
    }

    private Map<String, String> outcome(Map<String, String> before, List<String> words) throws IOException {
        reset(before);
        Output output = metactl(List.of(), words);
        assertThat(output.status()).as(output.stderr()).isZero();
        kept = files(records);
        assertThat(kept).hasSize(1);
        return files(folder);
    }

    private Output metactl(List<String> before, List<String> words) {
        List<String> all = new ArrayList<>(before);
        all.addAll(List.of(Image.bin("metactl").toString(), "conflist"));
        all.addAll(words);
        if (words.equals(ADD)) {
            all.addAll(List.of("--conf", options.toString()));
        }
        all.addAll(List.of("--root", root.toString()));
        return Command.of(all).run();
    }

    private void reset(Map<String, String> files) throws IOException {
        try (Stream<Path> old = Files.list(folder)) {
            for (Path each : old.toList()) {
                Files.delete(each);
            }
        }
        write(folder, files);
    }

    private static void write(Path to, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(to.resolve(file.getKey()), file.getValue());
        }
    }

    private static Map<String, String> files(Path in) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(in)) {
            return files;
        }
        try (Stream<Path> found = Files.list(in)) {
            for (Path each : found.toList()) {
                files.put(each.getFileName().toString(), Files.readString(each));
            }
        }
        return files;
    }
}
