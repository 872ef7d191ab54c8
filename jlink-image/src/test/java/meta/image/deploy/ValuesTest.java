package meta.image.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The values that the chart's schema declares have a default and a description, and no other values have a default. */
class ValuesTest {
    private static final Path README = Chart.HOME.resolve("README.md");

    /** The values that are objects whose keys the user chooses. */
    private static final Set<String> FREE =
            Set.of("scheduling.nodeSelector", "scheduling.affinity", "pod.labels", "pod.annotations", "global");

    private final JsonNode schema = Chart.schema();
    private final JsonNode defaults = Chart.defaults();

    ValuesTest() throws IOException {}

    @Test
    void noObjectAcceptsUnknownKeys() {
        List<String> open = new ArrayList<>();
        findOpen("", schema, open);
        assertThat(open).containsExactlyInAnyOrderElementsOf(FREE);
    }

    private static void findOpen(String path, JsonNode node, List<String> open) {
        if (node.path("type").asText().equals("object")
                && !node.path("additionalProperties").equals(Chart.tree("false"))) {
            open.add(path);
        }
        for (String children : List.of("properties", "definitions")) {
            for (Map.Entry<String, JsonNode> child : node.path(children).properties()) {
                findOpen(path.isEmpty() ? child.getKey() : path + "." + child.getKey(), child.getValue(), open);
            }
        }
        if (node.has("items")) {
            findOpen(path + "[]", node.get("items"), open);
        }
    }

    @Test
    void everyDeclaredValueHasADefaultAndEveryDefaultIsDeclared() {
        compare("", schema, defaults);
    }

    private static void compare(String path, JsonNode declared, JsonNode value) {
        List<String> names = new ArrayList<>();
        declared.path("properties").fieldNames().forEachRemaining(names::add);
        names.remove("global");
        List<String> given = new ArrayList<>();
        value.fieldNames().forEachRemaining(given::add);
        if (given.isEmpty()) {
            return; // an empty object, such as seLinuxOptions: {}
        }
        assertThat(given).as("keys of %s", path).isEqualTo(names);
        for (String name : names) {
            if (!declared.get("properties").get(name).has("$ref")) {
                compare(path + "." + name, declared.get("properties").get(name), value.get(name));
            }
        }
    }

    @Test
    void theReadmeDescribesEveryValue() throws IOException {
        StringBuilder table = new StringBuilder("| value | default | description |\n|---|---|---|\n");
        describe("", schema, defaults, table);
        String readme = Files.readString(README);
        String begin = "<!-- values -->\n\n";
        int from = readme.indexOf(begin) + begin.length();
        int to = readme.indexOf("\n<!-- /values -->");
        if (Boolean.getBoolean("manifests.write")) {
            Files.writeString(README, readme.substring(0, from) + table + readme.substring(to));
            return;
        }
        assertThat(readme.substring(from, to)).isEqualTo(table.toString());
    }

    private static void describe(String path, JsonNode declared, JsonNode value, StringBuilder table) {
        for (Map.Entry<String, JsonNode> child : declared.path("properties").properties()) {
            String name = path.isEmpty() ? child.getKey() : path + "." + child.getKey();
            String description = child.getValue().path("description").asText();
            assertThat(description).as(name).matches("(?s)[A-Z`].*[.]");
            if (child.getKey().equals("global")) {
                continue;
            }
            JsonNode its = value.path(child.getKey());
            if (child.getValue().has("properties") && its.size() > 0) {
                describe(name, child.getValue(), its, table);
            } else {
                table.append("| `%s` | `%s` | %s |\n".formatted(name, its, description));
            }
        }
    }
}
