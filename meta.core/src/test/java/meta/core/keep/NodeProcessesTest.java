package meta.core.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A path leads to a namespace if the node's first process finds the namespace's file there. Links in the path are resolved in the root
 * folder of that process. In most tests, a folder takes the place of {@code /proc}, and an ordinary file the place of a namespace.
 */
class NodeProcessesTest {
    @TempDir
    private Path proc;

    private Path root;
    private String identity;

    @BeforeEach
    void aNamespaceInTheRootOfTheFirstProcess() throws IOException {
        root = Files.createDirectories(proc.resolve("1/root"));
        Files.createDirectories(root.resolve("run/netns"));
        Path namespace = Files.createFile(root.resolve("run/netns/pod"));
        Map<String, Object> file = Files.readAttributes(namespace, "unix:dev,ino");
        identity = file.get("dev") + "-" + file.get("ino");
    }

    private boolean leadsToIt(String path) throws IOException {
        return new NodeProcesses(proc).leadsTo(path, identity);
    }

    private void link(String path, String target) throws IOException {
        Path link = root.resolve(path);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    @Test
    void aPathIsResolvedInTheRootOfTheFirstProcess() throws IOException {
        assertThat(leadsToIt("/run/netns/pod")).isTrue();
        assertThat(leadsToIt("/run/../run/./netns/pod")).isTrue();
        assertThat(leadsToIt("/../../run/netns/pod"))
                .as("a path that leads above the root folder")
                .isTrue();
        assertThat(leadsToIt("/run/netns/other")).isFalse();
        assertThat(leadsToIt("/run/missing/pod")).isFalse();
    }

    /**
     * The target of an absolute link begins in the root folder of the first process. In this process, {@code /var/run} may lead to another
     * folder.
     */
    @Test
    void aLinkIsResolvedInTheRootOfTheFirstProcess() throws IOException {
        link("var/run", "/run");
        link("var/lib/here", "../../run/netns");
        link("pods", "/var/run/netns");
        link("one", "/pods/pod");

        assertThat(leadsToIt("/var/run/netns/pod")).isTrue();
        assertThat(leadsToIt("/var/lib/here/pod")).isTrue();
        assertThat(leadsToIt("/pods/pod")).isTrue();
        assertThat(leadsToIt("/one")).isTrue();
    }

    @Test
    void aLoopOfLinksIsAnError() throws IOException {
        link("a", "/b");
        link("b", "a");

        assertThatIOException().isThrownBy(() -> leadsToIt("/a/pod"));
    }

    /** The kernel follows a link such as {@code /proc/1/ns/net} to a file, whatever the text of the link. */
    @Test
    void aLinkOfAProcessIsLeftToTheKernel() throws IOException {
        link("proc/7/ns/net", root.resolve("run/netns/pod").toString());
        link("proc/self", "7");

        assertThat(leadsToIt("/proc/7/ns/net")).isTrue();
        assertThat(leadsToIt("/proc/self/ns/net")).isTrue();
    }

    @Test
    void theFolderAboveTheTargetOfALinkOfAProcessIsLeftToTheKernel() throws IOException {
        link("proc/7/root", Files.createDirectory(root.resolve("other")).toString());

        assertThat(leadsToIt("/proc/7/root/../run/netns/pod")).isTrue();
        assertThat(leadsToIt("/proc/7/root/../other/../run/netns/pod")).isTrue();
        assertThat(leadsToIt("/proc/7/missing/../../../run/netns/pod")).isTrue();
        link("proc/7/cwd", Files.createDirectories(root.resolve("a/b")).toString());
        assertThat(leadsToIt("/proc/7/cwd/../../run/netns/pod")).isTrue();
        assertThat(leadsToIt("/proc/7/cwd/../../../run/netns/pod")).isFalse();
    }

    @Test
    void aZombieProcessDoesNotEndTheSearch() throws IOException {
        NodeProcesses processes = new NodeProcesses(Path.of("/proc"));
        boolean canSeeAll = processes.networkNamespaces().isPresent();
        // the shell becomes sleep, which does not wait for its child
        Process parent = new ProcessBuilder("sh", "-c", "true & echo $!; exec sleep 600").start();
        try (BufferedReader output = parent.inputReader()) {
            Path child = Path.of("/proc", output.readLine());
            while (!Files.readString(child.resolve("stat")).contains(") Z ")) {
                Thread.onSpinWait();
            }

            assertThat(processes.networkNamespaces().isPresent()).isEqualTo(canSeeAll);
        } finally {
            parent.destroyForcibly();
        }
    }
}
