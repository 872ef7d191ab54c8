package meta.image.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meta.image.topology.Command;

/**
 * Podman with a storage of its own.
 *
 * @param storage the folder of the storage
 */
record Containers(Path storage) implements AutoCloseable {
    /** What {@code install} needs: see docs/operating.md. */
    static final List<String> CAPABILITIES = List.of("DAC_OVERRIDE", "FOWNER", "SYS_CHROOT");

    /** Reads the image of a version from its packages. */
    void load(String version, Path dist) {
        Command.of(podman(
                        "load",
                        "--quiet",
                        "--input",
                        dist.resolve(Packages.name(version) + ".oci.tar").toString()))
                .run()
                .text();
    }

    /**
     * {@return the words that run the image of a version with a read-only root, without a network, on a node}
     *
     * @param root the folder of the node's files
     * @param words the arguments; none to install
     */
    List<String> run(String version, Path root, List<String> capabilities, String... words) {
        List<String> all =
                podman("run", "--rm", "--read-only", "--network", "none", "--pull", "never", "--cap-drop", "all");
        capabilities.forEach(capability -> all.addAll(List.of("--cap-add", capability)));
        all.addAll(List.of("--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024"));
        all.addAll(List.of("--volume", root + ":/host", "localhost/meta-plugins:" + version));
        all.addAll(List.of(words));
        return all;
    }

    private List<String> podman(String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                "podman",
                "--root",
                storage.toString(),
                "--runroot",
                storage + ".run",
                "--runtime",
                "runc",
                "--cgroup-manager",
                "cgroupfs"));
        words.addAll(List.of(arguments));
        return words;
    }

    @Override
    public void close() {
        Command.of(podman("system", "reset", "--force")).run();
    }
}
