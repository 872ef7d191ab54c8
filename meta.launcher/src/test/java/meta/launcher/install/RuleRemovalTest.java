package meta.launcher.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import meta.launcher.runtime.NodeRoot;
import meta.netlink.netns.NamespaceThread;
import meta.netlink.netns.NetworkNamespace;
import meta.netlink.testbed.NeedsRealKernel;
import meta.netlink.testbed.ScratchNamespaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An uninstall removes the rules of the node that its dry run lists. */
@NeedsRealKernel
class RuleRemovalTest {
    @TempDir
    Path folder;

    @Test
    void theRulesAreRemovedEvenIfTheFolderOfTheInstallationIsMissing(ScratchNamespaces net) throws Exception {
        String node = net.make("node");
        net.ip("-n", node, "rule", "add", "to", "0/0", "priority", "1000", "lookup", "500", "protocol", "kernel");
        Layout layout = Layout.of(new NodeRoot(folder.toRealPath()), "/opt/meta-plugins");
        try (NetworkNamespace namespace = NetworkNamespace.open(net.path(node));
                NamespaceThread inside = namespace.enter()) {
            List<String> planned = inside.call(
                    () -> new Uninstaller(layout, NodeObjects.read()).dryRun().lines());
            List<String> outcome = inside.call(() ->
                    new Uninstaller(layout, NodeObjects.read()).uninstall().lines());

            assertThat(planned).contains("remove rule 1000 of table 500");
            assertThat(outcome)
                    .containsExactly("/opt/meta-plugins: nothing is installed", "rule 1000 of table 500: removed");
        }
        assertThat(net.ip("-n", node, "rule")).doesNotContain("1000:");
    }
}
