package meta.image.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Helm chart renders valid objects and reports invalid values. */
class ChartTest {
    @TempDir
    Path folder;

    /** Checks only two combinations of values for each mode; {@link EveryChartCombinationIT} checks all combinations. */
    @Test
    void eachModeIsValidWithoutAndWithAllOptionalValues() throws IOException {
        ChartValueCombinations.check(new Chart(folder), ChartValueCombinations.ofEdges());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mode: repair                                 | /mode",
                "mod: agent                                   | 'mod'",
                "image: {name: x}                             | 'name'",
                "image: {repository: 'Not Valid'}             | /image/repository",
                "image: {digest: 'sha256:12'}                 | /image/digest",
                "image: {pullPolicy: Sometimes}               | /image/pullPolicy",
                "image: {pullSecrets: [{name: x}]}            | /image/pullSecrets/0",
                "node: {prefix: opt}                          | /node/prefix",
                "node: {prefix: /opt/../etc}                  | /node/prefix",
                "node: {cniBinDir: /opt/cni/bin}              | 'cniBinDir'",
                "node: {cniBinDirs: []}                       | /node/cniBinDirs",
                "node: {cniBinDirs: /opt/cni/bin}             | /node/cniBinDirs",
                "node: {logDirs: ['/a b']}                    | /node/logDirs/0",
                "agent: {metricsPort: 65536}                  | /agent/metricsPort",
                "agent: {metricsPort: '9109'}                 | /agent/metricsPort",
                "resources: {agent: {memory: 80 MiB}}         | /resources/agent/memory",
                "resources: {agent: {limits: {}}}             | 'limits'",
                "security: {privileged: true}                 | 'privileged'",
                "security: {seLinuxOptions: {typ: spc_t}}     | 'typ'",
                "security: {seccompProfile: {type: None}}     | /security/seccompProfile/type",
                "scheduling: {maxUnavailable: 0}              | /scheduling/maxUnavailable",
                "scheduling: {tolerations: [{operator: Any}]} | /scheduling/tolerations/0/operator",
                "pod: {labels: {a: 1}}                        | /pod/labels/a"
            })
    void theErrorForAWrongValueNamesItsKey(String values, String key) {
        assertThatThrownBy(() -> new Chart(folder).render(values)).hasMessageContaining(key);
    }

    @Test
    void anUnknownFieldOfAnObjectIsFound() throws IOException {
        String rendered = new Chart(folder).render("");
        for (String field : List.of("hostNetwork", "mountPath", "readOnlyRootFilesystem", "matchLabels")) {
            assertThatThrownBy(() -> KubernetesObjects.daemonSet(rendered.replace(field, field + "s")))
                    .as(field)
                    .hasMessageContaining("\"" + field + "s\"");
        }
    }

    @Test
    void theValuesOfACombinationArriveInTheObject() throws IOException {
        DaemonSet rendered = KubernetesObjects.daemonSet(new Chart(folder).render("""
                mode: agent
                image: {repository: registry.example/meta-plugins, tag: "1"}
                node: {cniBinDirs: [/usr/lib/cni]}
                agent: {metricsPort: 9109}
                """));
        var pod = rendered.getSpec().getTemplate().getSpec();
        assertThat(pod.getInitContainers().getFirst().getImage()).isEqualTo("registry.example/meta-plugins:1");
        assertThat(pod.getInitContainers().getFirst().getArgs()).contains("--cni-bin-dir=/usr/lib/cni");
        assertThat(pod.getContainers().getFirst().getArgs()).contains("--metrics=9109");
        assertThat(rendered.getMetadata().getNamespace()).isEqualTo("kube-system");
    }
}
