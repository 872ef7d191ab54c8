package meta.image.install.conflist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import meta.image.cluster.Image;
import meta.image.topology.Command;
import meta.image.topology.Output;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs {@code metactl conflist} while a containerd watches the folder with the configuration lists and starts pods. */
@Tag("install")
class ContainerdConflistIT {
    private static final int EDITS = 6;
    private static final int PODS_UNTIL_RELOADED = 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void podsStartWhileThePluginIsAddedAndRemoved(int maxConfNum) throws Exception {
        Path list = network(1);
        network(2);
        try (Containerd containerd = Containerd.start(folder, maxConfNum)) {
            String before = Files.readString(list);
            List<String> pods = new ArrayList<>(List.of(containerd.run("before")));

            pods.addAll(podsDuringEdits(containerd, list));
            edit("add", list);
            String with = podWithVeth(containerd, pods);

            edit("remove", list);
            assertThat(Files.readString(list)).isEqualTo(before);
            for (String pod : pods) {
                containerd.remove(pod);
            }
            assertThat(containerd.log().lines().filter(line -> line.contains("failed to reload cni configuration")))
                    .isEmpty();
            assertThat(containerd.calls()).contains("ADD " + with);
        }
    }

    private Path network(int number) throws IOException {
        Path file = Files.createDirectories(folder.resolve("conf")).resolve(number + "0-lan.conflist");
        return Files.writeString(file, """
                {
                  "cniVersion": "0.4.0",
                  "name": "lan%1$d",
                  "plugins": [
                    {
                      "type": "macvlan",
                      "master": "nic%1$d",
                      "ipam": {"type": "host-local", "subnet": "172.30.%1$d.0/24", "rangeStart": "172.30.%1$d.10"}
                    }
                  ]
                }
                """.formatted(number));
    }

    private List<String> podsDuringEdits(Containerd containerd, Path list) throws Exception {
        AtomicBoolean edited = new AtomicBoolean();
        try (ExecutorService runtime = Executors.newSingleThreadExecutor()) {
            Future<List<String>> started = runtime.submit(() -> {
                List<String> pods = new ArrayList<>();
                while (!edited.get() || pods.isEmpty()) {
                    pods.add(containerd.run("during-" + pods.size()));
                }
                return pods;
            });
            try {
                for (int i = 0; i < EDITS; i++) {
                    edit(i % 2 == 0 ? "add" : "remove", list);
                }
            } finally {
                edited.set(true);
            }
            return started.get();
        }
    }

    private void edit(String word, Path list) throws IOException {
        Path options = folder.resolve("veth.json");
        Files.writeString(
                options, "{\"overlay_hijack_subnet\": \"10.244.0.0/16\", \"service_hijack_subnet\": \"10.96.0.0/12\"}");
        List<String> words = new ArrayList<>(
                List.of(Image.bin("metactl").toString(), "conflist", word, list.toString(), "--type", "veth"));
        if (word.equals("add")) {
            words.addAll(List.of("--conf", options.toString()));
        }
        Output output = Command.of(words).run();
        assertThat(output.status()).as(output.stderr()).isZero();
    }

    /**
     * Starts pods until {@code veth} is called for one of them, because containerd reads a changed folder with a delay.
     *
     * @return the id of that pod
     */
    private static String podWithVeth(Containerd containerd, List<String> pods) throws IOException {
        for (int i = 0; i < PODS_UNTIL_RELOADED; i++) {
            String pod = containerd.run("with-" + i);
            pods.add(pod);
            if (containerd.calls().contains("ADD " + pod)) {
                return pod;
            }
        }
        throw new AssertionError("no pod has veth: " + containerd.log());
    }
}
