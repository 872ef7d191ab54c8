package meta.image.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lists combinations of those chart values that change the structure of the rendered objects, and checks the chart with them. */
final class ChartValueCombinations {
    /** Groups of alternative values, as JSON text. A combination contains one alternative of each group. */
    private static final List<List<String>> GROUPS = List.of(
            List.of("'mode': 'agent'", "'mode': 'installer-only'", "'mode': 'uninstall'"),
            List.of(
                    "'node': {}",
                    "'node': {'cniBinDirs': ['/opt/cni/bin', '/usr/lib/cni'], 'logDirs': ['/data/logs']}"),
            List.of("'agent': {}", "'agent': {'metricsPort': 9109}"),
            List.of(
                    "'image': {}",
                    "'image': {'digest': 'sha256:" + "0".repeat(64) + "', 'pullSecrets': ['one', 'two']}"),
            List.of("'security': {}", """
                    'security': {'seLinuxOptions': {'type': 'spc_t'}, 'appArmorProfile': {'type': 'Unconfined'},
                      'seccompProfile': {'type': 'Localhost', 'localhostProfile': 'agent.json'}}"""),
            List.of("'pod': {}", """
                    'pod': {'labels': {'team': 'net'}, 'annotations': {'checked': 'yes'}}, 'scheduling': {
                      'nodeSelector': {'macvlan': 'yes'}, 'maxUnavailable': '10%', 'tolerations': [],
                      'affinity': {'nodeAffinity': {'requiredDuringSchedulingIgnoredDuringExecution': {'nodeSelectorTerms': [
                        {'matchExpressions': [{'key': 'virtual', 'operator': 'DoesNotExist'}]}]}}}}"""));

    private ChartValueCombinations() {}

    static List<String> all() {
        return combined(GROUPS);
    }

    /** {@return two combinations for each mode: one with the first alternative of each other group, and one with the last} */
    static List<String> ofEdges() {
        List<String> edges = new ArrayList<>();
        for (int edge = 0; edge < 2; edge++) {
            List<List<String>> groups = new ArrayList<>();
            groups.add(GROUPS.getFirst());
            for (List<String> group : GROUPS.subList(1, GROUPS.size())) {
                groups.add(List.of(group.get(edge)));
            }
            edges.addAll(combined(groups));
        }
        return edges;
    }

    private static List<String> combined(List<List<String>> groups) {
        List<String> all = List.of("");
        for (List<String> group : groups) {
            List<String> longer = new ArrayList<>();
            for (String begin : all) {
                group.forEach(part -> longer.add(begin + (begin.isEmpty() ? "" : ", ") + part.replace('\'', '"')));
            }
            all = longer;
        }
        return all.stream().map(values -> "{" + values + "}").toList();
    }

    /** Renders the chart with each combination, checks the objects, and runs Helm's linter. */
    static void check(Chart chart, List<String> combinations) throws IOException {
        for (String values : combinations) {
            PodRules.check(KubernetesObjects.daemonSet(chart.render(values)));
            assertThat(chart.lint(values)).as(values).isEmpty();
        }
    }
}
