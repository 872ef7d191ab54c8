package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meta.image.topology.Command;

/** A node whose files are in a folder, and whose commands run in a mount namespace and a network namespace of the node. No init system runs. */
final class FolderNode implements Node {
    private static final String MOUNTS = """
        mount -t proc proc "$1/proc"
        mount --rbind /dev "$1/dev"
        mount -t tmpfs tmpfs "$1/run"
        mkdir -p "$1/run/netns"
        ip link set lo up
        echo ready
        exec sleep infinity
        """;

    private final Path root;
    private final Process holder;

    private FolderNode(Path root, Process holder) {
        this.root = root;
        this.holder = holder;
    }

    /**
     * {@return a new node} {@link #close} deletes the files of the node.
     *
     * @param root the folder with the node's files
     */
    static FolderNode start(Path root) throws IOException {
        Process holder = Command.of(
                        "unshare",
                        "--mount",
                        "--net",
                        "--propagation",
                        "private",
                        "sh",
                        "-euc",
                        MOUNTS,
                        "sh",
                        root.toString())
                .start();
        BufferedReader said = holder.inputReader();
        assertThat(said.readLine()).isEqualTo("ready");
        return new FolderNode(root, holder);
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public Command command(List<String> words) {
        List<String> all = new ArrayList<>(List.of("chroot", root.toString()));
        all.addAll(words);
        return outside(all);
    }

    /** {@return a command in the namespaces of the node whose root folder is that of this machine} */
    Command outside(List<String> words) {
        List<String> all =
                new ArrayList<>(List.of("nsenter", "--target", Long.toString(holder.pid()), "--mount", "--net"));
        all.addAll(words);
        return Command.of(all);
    }

    @Override
    public void close() {
        holder.destroyForcibly().onExit().join();
        Command.of("rm", "-rf", root.toString()).run(); // faster than by JUnit, which checks each link
    }
}
