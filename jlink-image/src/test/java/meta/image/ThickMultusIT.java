package meta.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import meta.image.cluster.Image;
import meta.image.cluster.MainPluginConfig;
import meta.image.cluster.PodAndNodeState;
import meta.image.cluster.StampedClient;
import meta.image.cni.Answer;
import meta.image.cni.Attachment;
import meta.image.cni.CniCall;
import meta.image.cni.Verb;
import meta.image.topology.Command;
import meta.image.topology.IpFamilies;
import meta.image.topology.Output;
import meta.image.topology.Topology;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls plugins as Multus' daemon (thick plugin) does. Before it starts a plugin, the daemon changes its root to that of the node with
 * chroot(2), but does not change its current folder. The plugin's current folder then has no path.
 */
@OnRealKernel
class ThickMultusIT {
    /** A script that changes the root by {@code nsenter --root}, which keeps the current folder. */
    private static final String CHROOT = """
            root=$(mktemp -d) && mount -t tmpfs none "$root" && cd / || exit 99
            for entry in *; do
              if [ -L "$entry" ]; then cp -P "$entry" "$root/"
              elif [ -d "$entry" ]; then mkdir "$root/$entry" && mount --rbind "$entry" "$root/$entry"
              fi
            done
            exec nsenter --uts=/proc/self/ns/uts --root="$root" "$@"
            """;

    private static final String DELETED_FOLDER = """
            gone=$(mktemp -d) && cd "$gone" && rmdir "$gone" && exec "$@"
            """;

    private static Cluster cluster;
    private static Agent agent;
    private static Attachment eth0;
    private static Path bin;
    private static PodAndNodeState before;

    @BeforeAll
    static void aPodAndTheImageInABinFolder(Topology net) throws IOException {
        cluster = Cluster.in(net);
        agent = Agent.on(cluster.node().netns());
        eth0 = cluster.network(MainPluginConfig.MACVLAN, IpFamilies.DUAL).attachment(net.pod(), "eth0");
        eth0.addMain();
        eth0.addLast();
        eth0.delLast();
        before = PodAndNodeState.of(cluster, eth0.pod()); // not earlier: the node keeps the rp_filter of the first ADD
        bin = Files.createDirectory(net.folder().resolve("bin"));
        Files.createSymbolicLink(bin.resolve("meta-plugins"), Image.home());
        Files.createSymbolicLink(bin.resolve("veth"), Path.of("meta-plugins/bin/veth"));
        Files.createDirectory(bin.resolve("direct"));
        Files.createSymbolicLink(bin.resolve("direct/veth"), Path.of("../meta-plugins/lib/meta/client"));
        Path prefix = Files.createDirectory(net.folder().resolve("prefix"));
        Files.createSymbolicLink(prefix.resolve("current"), Image.home());
        StampedClient.write(
                prefix, Files.createDirectory(bin.resolve("stamped")).resolve("veth"));
    }

    @AfterAll
    static void end() {
        eth0.del();
        agent.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {CHROOT, DELETED_FOLDER})
    void aColdCallNeedsNoCurrentFolder(String place) {
        allCallsSucceed(place, bin.resolve("veth"), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {CHROOT, DELETED_FOLDER})
    void aWarmCallNeedsNoCurrentFolder(String place) {
        int calls = agent.calls();
        allCallsSucceed(place, bin.resolve("veth"), agent.socket().toString());
        assertThat(agent.calls()).as("STATUS, ADD twice, CHECK and DEL").isEqualTo(calls + 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {CHROOT, DELETED_FOLDER})
    void aLinkToTheClientNeedsNoCurrentFolder(String place) {
        int calls = agent.calls();
        allCallsSucceed(place, bin.resolve("direct/veth"), agent.socket().toString());
        assertThat(agent.calls()).as("STATUS, ADD twice, CHECK and DEL").isEqualTo(calls + 5);
        allCallsSucceed(place, bin.resolve("direct/veth"), "");
        allCallsSucceed(place, bin.resolve("direct/veth"), "/nowhere/agent.sock");
    }

    @ParameterizedTest
    @ValueSource(strings = {CHROOT, DELETED_FOLDER})
    void aClientThatKnowsItsPrefixNeedsNoOtherFileInTheBinFolder(String place) throws IOException {
        Path plugin = bin.resolve("stamped").resolve("veth");
        assertThat(Files.isRegularFile(plugin, LinkOption.NOFOLLOW_LINKS))
                .as("the daemon's container sees no other folder")
                .isTrue();
        int calls = agent.calls();
        allCallsSucceed(place, plugin, agent.socket().toString());
        assertThat(agent.calls()).as("STATUS, ADD twice, CHECK and DEL").isEqualTo(calls + 5);
        allCallsSucceed(place, plugin, "");
        allCallsSucceed(place, plugin, "/nowhere/agent.sock");
    }

    @ParameterizedTest
    @ValueSource(strings = {CHROOT, DELETED_FOLDER})
    void theAnswerDoesNotDependOnTheCurrentFolder(String place) {
        CniCall add = eth0.last(Verb.ADD).of(bin.resolve("veth")).configured("overlay_hijack_subnet", "1");
        assertThat(from(place, add).output().stdout())
                .isEqualTo(add.run().output().stdout())
                .contains("\"code\":7");
    }

    @Test
    void relativePathsAreRelativeToTheCallersFolder() {
        CniCall add = eth0.last(Verb.ADD)
                .of(Path.of("bin/veth"))
                .with("META_PLUGINS_AGENT", agent.socket().getFileName().toString())
                .with("CNI_NETNS", "pod");
        String place = "cd \"" + bin.getParent() + "\" && ln -sf "
                + eth0.pod().netns().path() + " pod && ln -sf " + agent.socket() + " . && exec \"$@\"";
        int calls = agent.calls();

        Answer warm = from(place, add);
        Answer cold = from(place, add.with("META_PLUGINS_AGENT", "no.sock"));

        assertThat(agent.calls()).isEqualTo(calls + 1);
        assertThat(warm.result().toString()).isEqualTo(cold.result().toString());
        eth0.delLast();
    }

    /**
     * Calls VERSION, STATUS, ADD twice, CHECK and DEL, and asserts that all succeed. In all calls except the second ADD, the current folder
     * has no path.
     *
     * @param place a script, as for {@link #from}
     * @param socket the socket of the agent; empty for cold calls
     */
    private static void allCallsSucceed(String place, Path plugin, String socket) {
        CniCall add = eth0.last(Verb.ADD).of(plugin).with("META_PLUGINS_AGENT", socket);
        CniCall status = add.configured("cniVersion", "\"1.1.0\"").with("CNI_COMMAND", "STATUS");

        assertThat(from(place, add.with("CNI_COMMAND", "VERSION"))
                        .result()
                        .get("supportedVersions")
                        .items())
                .hasSize(7);
        from(place, status).isQuietSuccess();
        String result = from(place, add).result().toString();
        assertThat(add.run().result().toString()).isEqualTo(result);
        CniCall check = add.configured("prevResult", result).with("CNI_COMMAND", "CHECK");
        from(place, check).isQuietSuccess();
        from(place, check.with("CNI_COMMAND", "DEL")).isQuietSuccess();
        assertThat(before.sinceThen()).isEqualTo(PodAndNodeState.Change.NONE);
    }

    /**
     * Runs a call in a mount namespace of its own.
     *
     * @param place a script that changes to a folder without a path and then executes its arguments
     */
    private static Answer from(String place, CniCall call) {
        List<String> words = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", place, "sh"));
        words.add(call.plugin().toString());
        Output output = Command.of(words)
                .in(call.from())
                .with(call.environment())
                .reading(call.stdin())
                .run();
        assertThat(output.stderr().replaceAll(".*sh: 0: getcwd\\(\\) failed: .*\n", ""))
                .as("stderr without the messages of the shell")
                .isEmpty();
        return new Answer(output);
    }
}
