package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meta.image.topology.Command;

/** A node with files in a folder and a mount and a network namespace. */
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

    /** {@return a node with these files; {@link #close} deletes them} */
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

    /** {@return a command in the node's namespaces that sees the files of this machine} */
    Command outside(List<String> words) {
        List<String> all =
                new ArrayList<>(List.of("nsenter", "--target", Long.toString(holder.pid()), "--mount", "--net"));
        all.addAll(words);
        return Command.of(all);
    }

    @Override
    public void close() {
        holder.destroyForcibly().onExit().join();
        Command.of("rm", "-rf", root.toString()).run(); // faster than JUnit, which checks each link
    }
}
