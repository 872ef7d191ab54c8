package meta.launcher.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeRootTest {
    @TempDir
    private Path folder;

    private NodeFiles node() {
        return new NodeFiles(folder);
    }

    @Test
    void anAbsoluteLinkStaysInTheNodesFileSystem() throws IOException {
        node().with("/data/cni/10-a.conflist", "{}").withLink("/etc/cni", "/data/cni");

        Path place = node().root().locate("/etc/cni/10-a.conflist");

        assertThat(place).isEqualTo(folder.resolve("data/cni/10-a.conflist"));
        assertThat(node().root().pathOnNode(place)).isEqualTo("/data/cni/10-a.conflist");
    }

    @Test
    void dotDotDoesNotLeaveTheNodesFileSystem() throws IOException {
        node().withLink("/a", "../../../x");

        assertThat(node().root().locate("/a/x/../../../y")).isEqualTo(folder.resolve("y"));
    }

    @Test
    void locateLinkDoesNotFollowTheLastLink() throws IOException {
        node().withLink("/a", "b");

        assertThat(node().root().locateLink("/a")).isEqualTo(folder.resolve("a"));
        assertThat(node().root().locate("/a")).isEqualTo(folder.resolve("b"));
    }

    @Test
    void aCycleOfLinksIsAnError() throws IOException {
        node().withLink("/a", "b").withLink("/b", "a");

        assertThatThrownBy(() -> node().root().locate("/a")).hasMessage("/a: too many symbolic links");
    }
}
