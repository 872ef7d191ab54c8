package meta.image.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import meta.image.topology.Command;
import meta.image.topology.Output;

/** A node in a container of systemd-nspawn(1), in which systemd runs as the first process. */
final class BootedNode implements Node {
    private static final int ATTEMPTS = 600;

    /** Starts the container without a registration with this machine's systemd, because this machine may have no systemd. */
    private static final String BOOT = """
        mount -t tmpfs tmpfs /run
        exec systemd-nspawn --quiet --boot --register=no --keep-unit --private-network --console=pipe --directory="$1"
        """;

    private final Path root;
    private final Process container;
    private final long init;

    private BootedNode(Path root, Process container, long init) {
        this.root = root;
        this.container = container;
        this.init = init;
    }

    /**
     * {@return a node on which systemd has tried to start all units; a unit may have failed} {@link #close} deletes the files of the node.
     *
     * @param root the folder with the node's files
     *
     * @throws AssertionError if the container ends, or systemd is still starting units after about a minute
     */
    static BootedNode boot(Path root) throws IOException, InterruptedException {
        Files.writeString(
                root.resolve("etc/machine-id"),
                "0123456789abcdef0123456789abcdef\n"); // without a machine id, systemd would set up a new machine
        Process container = new ProcessBuilder(
                        "unshare", "--mount", "--propagation", "private", "sh", "-euc", BOOT, "sh", root.toString())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(
                        root.resolveSibling(root.getFileName() + ".console").toFile())
                .start();
        for (int i = 0; i < ATTEMPTS && container.isAlive(); i++) {
            Optional<ProcessHandle> init = container.children().findFirst();
            if (init.isPresent()) {
                BootedNode node = new BootedNode(root, container, init.get().pid());
                Output state =
                        node.command(List.of("systemctl", "is-system-running")).run();
                if (state.stdout().startsWith("running") || state.stdout().startsWith("degraded")) {
                    return node;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        container.destroyForcibly();
        throw new AssertionError(
                "systemd does not boot: " + Files.readString(root.resolveSibling(root.getFileName() + ".console")));
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public Command command(List<String> words) {
        List<String> all = new ArrayList<>(List.of(
                "nsenter", "--target", Long.toString(init), "--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup"));
        all.addAll(words);
        return Command.of(all);
    }

    @Override
    public void close() {
        container.descendants().forEach(ProcessHandle::destroyForcibly);
        container.destroyForcibly().onExit().join();
        Command.of("rm", "-rf", root.toString()).run(); // faster than by JUnit, which checks each link
    }
}
