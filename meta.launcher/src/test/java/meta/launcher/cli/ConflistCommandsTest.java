package meta.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import meta.launcher.conflist.ChainEntry;
import meta.launcher.conflist.ConflistRemoval;
import meta.launcher.conflist.RestoredEntry;
import meta.launcher.conflist.RestoredEntryRecords;
import meta.launcher.runtime.NodeRoot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConflistCommandsTest {
    private static final String LIST = "/etc/cni/net.d/10-lan.conflist";
    private static final String WITHOUT = "{\"name\": \"lan\", \"plugins\": [{\"type\": \"macvlan\"}]}\n";
    private static final String WITH =
            "{\"name\": \"lan\", \"plugins\": [{\"type\": \"macvlan\"}, {\"type\": \"veth\"}]}\n";

    @TempDir
    private Path root;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void aNode() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), WITH);
    }

    private Path file() {
        return root.resolve(LIST.substring(1));
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        var streams = new StandardStreams(
                InputStream.nullInputStream(),
                false,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Metactl(streams).run(List.of(words));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aDryRunPrintsTheDifferenceAndWritesNothing() throws IOException {
        assertThat(run("conflist", "remove", "lan", "--type", "veth", "--dry-run", "--root", root.toString()))
                .isZero();

        assertThat(text(out)).isEqualTo("--- " + LIST + "\n+++ " + LIST + "\n@@ -1 +1 @@\n-" + WITH + "+" + WITHOUT);
        assertThat(Files.readString(file())).isEqualTo(WITH);
    }

    @Test
    void removeReportsWhetherThePluginWasInTheChain() throws IOException {
        assertThat(run("conflist", "remove", "lan", "--type", "veth", "--root", root.toString()))
                .isZero();
        assertThat(text(err)).isEqualTo(LIST + ": \"veth\" was removed\n");
        assertThat(Files.readString(file())).isEqualTo(WITHOUT);

        assertThat(run("conflist", "remove", "lan", "--type", "veth", "--root", root.toString()))
                .isZero();
        assertThat(text(err)).isEqualTo(LIST + ": \"veth\" is not in the chain\n");
    }

    @Test
    void anErrorNamesTheFile() throws IOException {
        Files.writeString(file(), "{");

        assertThat(run("conflist", "remove", LIST, "--type", "veth", "--root", root.toString()))
                .isEqualTo(1);
        assertThat(text(err)).startsWith("metactl conflist remove: " + LIST + ": line 1, column ");
    }

    @Test
    void theErrorAboutOptionsThatAreNotJsonNamesTheirFile() throws IOException {
        Path options = Files.writeString(root.resolve("veth.json"), "{");

        assertThat(run("conflist", "add", "lan", "--type", "veth", "--conf", options.toString()))
                .isEqualTo(1);
        assertThat(text(err)).startsWith("metactl conflist add: --conf " + options + ": line 1, column ");
    }

    @Test
    void statusFailsIfARuntimesPodsDoNotGetThePlugin() throws IOException {
        Files.createDirectories(root.resolve("etc/containerd"));
        Files.writeString(root.resolve("etc/containerd/config.toml"), "version = 2\n");

        assertThat(run("conflist", "status", "--type", "veth", "--root", root.toString()))
                .isZero();
        assertThat(text(out)).contains("uses     " + LIST + "  network lan: macvlan, veth\n");
        Files.writeString(file(), WITHOUT);
        assertThat(run("conflist", "status", "lan", "--type", "veth", "--root", root.toString()))
                .isEqualTo(1);
    }

    @Test
    void addReportsThatTheOptionsWereReplaced() throws IOException {
        Path options = Files.writeString(
                root.resolve("veth.json"),
                "{\"overlay_hijack_subnet\": \"10.244.0.0/16\", \"service_hijack_subnet\": \"10.96.0.0/12\"}");
        String[] words = {
            "conflist", "add", "lan", "--type", "veth", "--conf", options.toString(), "--root", root.toString()
        };

        assertThat(run(words)).isZero();
        assertThat(text(err)).isEqualTo(LIST + ": \"veth\" is in the chain already, and has the new options\n");
        assertThat(run(words)).isZero();
        assertThat(text(err)).isEqualTo(LIST + ": \"veth\" is in the chain already\n");
        Files.writeString(file(), WITHOUT);
        assertThat(run(words)).isZero();
        assertThat(text(err)).isEqualTo(LIST + ": \"veth\" was added\n");
    }

    @Test
    void ifAnEditFailsTheErrorSaysThatTheAgentNoLongerRestoresThePlugin() throws Exception {
        RestoredEntryRecords records = new RestoredEntryRecords(new NodeRoot(root));
        records.write(new RestoredEntry(LIST, ChainEntry.of("veth", "")));
        Files.createDirectory(file().resolveSibling(".meta-plugins-1.tmp")); // the edit cannot open it as a file

        assertThat(run("conflist", "remove", "lan", "--type", "veth", "--root", root.toString()))
                .isOne();
        assertThat(text(err)).endsWith("; the agent no longer restores \"veth\"\n");
        records.write(new RestoredEntry(LIST, ChainEntry.of("veth", "")));
        assertThat(ConflistRemoval.apply(new NodeRoot(root), List.of(), Set.of("veth")))
                .hasSize(2)
                .last()
                .isEqualTo(LIST + ": the agent no longer restores \"veth\"");
    }
}
