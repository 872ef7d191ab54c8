package meta.image.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meta.image.topology.Command;
import meta.image.topology.Output;

/**
 * Changes the installed version on a node. There are four kinds of changes: installation from the archive, by the Debian package or by the
 * container image, and {@code metactl rollback}.
 */
final class VersionChanges {
    private static final int KINDS = 4;

    private final FolderNode node;
    private final List<String> versions;
    private final Containers containers;
    private String current = "";
    private String before = "";

    /**
     * Copies the archive and the Debian package of each version to {@code /root} of the node.
     *
     * @param versions the versions that are installed in turn
     * @param containers podman, into which the container images of the versions were loaded
     */
    VersionChanges(FolderNode node, List<String> versions, Containers containers) {
        this.node = node;
        this.versions = versions;
        this.containers = containers;
        for (String version : versions) {
            Path dist = Packages.ofVersion(version);
            Command.of(
                            "sh",
                            "-euc",
                            "tar xzf $1/$3.tar.gz -C $2/root && cp $1/*_amd64.deb $2/root/$3.deb",
                            "sh",
                            dist.toString(),
                            node.root().toString(),
                            Packages.name(version))
                    .run()
                    .text();
        }
    }

    /**
     * Makes a change, and asserts that it succeeds and that the expected version is current afterwards.
     *
     * @param number the number of the change, from 0, which selects the kind of change; a rollback needs two earlier changes
     */
    void apply(int number) {
        String next = versions.get((versions.indexOf(current) + 1) % versions.size());
        String package_ = "/root/" + Packages.name(next);
        switch (number % KINDS) {
            case 0 -> run(next, node.command(withHighPriority(List.of("sh", package_ + "/install"))));
            case 1 -> run(next, node.command(withHighPriority(List.of("dpkg", "--install", package_ + ".deb"))));
            case 2 ->
                run(next, node.outside(withHighPriority(containers.run(next, node.root(), Containers.CAPABILITIES))));
            default ->
                run(
                        before,
                        node.command(withHighPriority(List.of("/opt/meta-plugins/current/bin/metactl", "rollback"))));
        }
    }

    private void run(String next, Command command) {
        Output output = command.run();
        assertThat(output.status()).as("%s", output).isZero();
        String link = node.shell("readlink /opt/meta-plugins/current").strip();
        assertThat(link).as("%s", output).isEqualTo("versions/" + Packages.folderOf(next));
        before = current;
        current = next;
    }

    private static List<String> withHighPriority(List<String> words) {
        List<String> all = new ArrayList<>(List.of("nice", "-n", "-15"));
        all.addAll(words);
        return all;
    }
}
