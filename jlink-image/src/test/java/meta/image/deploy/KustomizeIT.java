package meta.image.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meta.image.topology.Command;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kubectl kustomize} of an overlay prints the same objects as Helm renders from the chart. */
@Tag("install")
class KustomizeIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"agent", "installer-only", "uninstall"})
    void anOverlayIsTheRenderedChart(String mode) throws IOException {
        assertThat(KubernetesObjects.trees(built(Chart.DEPLOY.resolve("kubernetes/overlays/" + mode))))
                .isEqualTo(KubernetesObjects.trees(new Chart(folder).render("mode: " + mode)));
    }

    @Test
    void anImageOfAnotherRegistryIsSetInAllContainers() throws IOException {
        Path own = folder.resolve("own");
        Command.of("cp", "-r", Chart.DEPLOY.resolve("kubernetes").toString(), own.toString())
                .run()
                .text();
        Path overlay = own.resolve("overlays/agent");
        Command.of(
                        "sh",
                        "-euc",
                        "printf '%s\\n' 'images:' '- name: meta-plugins' '  newName: registry.example/meta-plugins'"
                                + " '  newTag: \"1\"' >>" + overlay.resolve("kustomization.yaml"))
                .run()
                .text();
        assertThat(KubernetesObjects.trees(built(overlay)))
                .isEqualTo(KubernetesObjects.trees(
                        new Chart(folder).render("image: {repository: registry.example/meta-plugins, tag: \"1\"}")));
    }

    /**
     * {@return the objects that {@code kubectl kustomize} prints, as YAML text} Skips the test if {@code kubectl} is older than version
     * 1.21, which was the first with the field {@code patches}. Debian 12 has version 1.20.
     */
    private static String built(Path overlay) {
        Matcher version = Pattern.compile("v1[.]([0-9]+)")
                .matcher(Command.of("kubectl", "version", "--client").run().stdout());
        assumeTrue(version.find() && Integer.parseInt(version.group(1)) > 20, "kubectl is older than 1.21");
        return Command.of("kubectl", "kustomize", overlay.toString()).run().text();
    }
}
