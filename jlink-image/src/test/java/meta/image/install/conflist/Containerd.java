package meta.image.install.conflist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import meta.image.cluster.Image;
import meta.image.topology.Command;
import meta.image.topology.Output;

/**
 * A containerd with its CRI plugin, in mount, network and process namespaces of its own. Its files are in {@code folder}. It sees an empty
 * {@code /run} and an empty {@code /var/lib/cni} of its own.
 */
record Containerd(Path folder, Process process) implements AutoCloseable {
    private static final int ATTEMPTS = 300;

    /**
     * Starts containerd, and waits until it answers.
     *
     * @param folder an existing folder; its folder {@code conf} contains the configuration lists
     * @param maxConfNum the number of configuration lists that the CRI plugin loads, as {@code max_conf_num}
     * @throws AssertionError if containerd ends, or does not answer after about half a minute
     */
    static Containerd start(Path folder, int maxConfNum) throws IOException, InterruptedException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        for (String plugin : List.of("macvlan", "host-local", "loopback")) {
            Path installed = Path.of("/opt/cni/bin", plugin);
            Files.createSymbolicLink(
                    bin.resolve(plugin), Files.exists(installed) ? installed : Path.of("/usr/lib/cni", plugin));
        }
        Files.writeString(
                bin.resolve("veth"),
                "#!/bin/sh\n[ \"$CNI_COMMAND\" = VERSION ] || echo \"$CNI_COMMAND $CNI_CONTAINERID\" >>" + folder
                        + "/calls\nexec " + Image.bin("veth") + "\n");
        assertThat(bin.resolve("veth").toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("config.toml"), config(folder, maxConfNum));
        Files.writeString(folder.resolve("node"), """
                mount --make-rprivate / && mount -t tmpfs tmpfs /run && mkdir -p /run/netns /var/lib/cni &&
                mount -t tmpfs tmpfs /var/lib/cni && ip link set lo up &&
                for n in 1 2; do
                  ip link add "nic$n" up type veth peer name "lan$n" && ip link set "lan$n" up &&
                    ip addr add "172.30.$n.1/24" dev "nic$n" || exit
                done
                exec containerd --config "$1/config.toml" >"$1/log" 2>&1
                """);
        Process process = new ProcessBuilder(
                        "unshare",
                        "-m",
                        "-n",
                        "-p",
                        "-f",
                        "--kill-child",
                        "--mount-proc",
                        "sh",
                        folder.resolve("node").toString(),
                        folder.toString())
                .inheritIO()
                .start();
        Containerd started = new Containerd(folder, process);
        started.awaitAndImport();
        return started;
    }

    private static String config(Path folder, int maxConfNum) {
        return """
                version = 2
                root = "%1$s/root"
                state = "%1$s/state"
                [grpc]
                address = "%1$s/sock"
                [plugins."io.containerd.grpc.v1.cri"]
                sandbox_image = "localhost/pause:1"
                disable_apparmor = true
                restrict_oom_score_adj = true
                [plugins."io.containerd.grpc.v1.cri".containerd]
                snapshotter = "native"
                [plugins."io.containerd.grpc.v1.cri".cni]
                bin_dir = "%1$s/bin"
                conf_dir = "%1$s/conf"
                max_conf_num = %2$d
                """.formatted(folder, maxConfNum);
    }

    /** Waits until containerd answers, and imports the container image of the sandbox process. */
    private void awaitAndImport() throws IOException, InterruptedException {
        Path image = pauseImage();
        Output output = null;
        for (int i = 0; i < ATTEMPTS && process.isAlive(); i++) {
            output = Command.of(
                            "ctr",
                            "--address",
                            folder.resolve("sock").toString(),
                            "-n",
                            "k8s.io",
                            "images",
                            "import",
                            image.toString())
                    .run();
            if (output.status() == 0) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("containerd does not start: " + output + "\n" + log());
    }

    private Path pauseImage() throws IOException {
        Path pause = Files.createDirectory(folder.resolve("pause"));
        Files.writeString(pause.resolve("pause.c"), "#include <unistd.h>\nint main(void) { for (;;) pause(); }\n");
        Files.writeString(
                pause.resolve("manifest.json"),
                "[{\"Config\": \"config.json\", \"RepoTags\": [\"localhost/pause:1\"], \"Layers\": [\"layer.tar\"]}]");
        Files.writeString(pause.resolve("make"), """
                cd "$1" && cc -static -o pause pause.c && tar -cf layer.tar pause &&
                digest=$(sha256sum <layer.tar | cut -d ' ' -f 1) && arch=$(dpkg --print-architecture) &&
                printf '{"architecture": "%s", "os": "linux", "config": {"Entrypoint": ["/pause"]},
                  "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}}' "$arch" "$digest" >config.json &&
                tar -cf image.tar manifest.json config.json layer.tar
                """);
        Output output = Command.of("sh", pause.resolve("make").toString(), pause.toString())
                .run();
        assertThat(output.status()).as(output.stderr()).isZero();
        return pause.resolve("image.tar");
    }

    /** {@return the id of a new pod sandbox with this name} */
    String run(String pod) throws IOException {
        try {
            return client().runPod(pod);
        } catch (IOException e) {
            throw new IOException(pod + " does not start: " + errors(), e);
        }
    }

    /**
     * Stops and removes a pod sandbox.
     *
     * @param id the id that {@link #run} has returned
     */
    void remove(String id) throws IOException {
        try {
            client().removePod(id);
        } catch (IOException e) {
            throw new IOException(id + " cannot be removed: " + errors(), e);
        }
    }

    private CriClient client() {
        return new CriClient(folder.resolve("sock"));
    }

    private String errors() throws IOException {
        return log().lines().filter(line -> line.contains("level=error")).collect(Collectors.joining("\n"));
    }

    /** {@return the standard output and standard error of containerd so far} */
    String log() throws IOException {
        Path log = folder.resolve("log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /** {@return the calls of {@code veth} so far, each as verb and pod id; VERSION calls are omitted} */
    List<String> calls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    @Override
    public void close() {
        process.descendants()
                .forEach(ProcessHandle::destroyForcibly); // the first process of the namespace ends all others
        process.destroyForcibly().onExit().join();
    }
}
