package meta.image.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Renders and checks the Helm chart of this project.
 *
 * @param folder a temporary folder for files with values and for copies of the chart
 */
record Chart(Path folder) {
    static final Path DEPLOY = Path.of("..", "deploy");
    static final Path HOME = DEPLOY.resolve("chart");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /**
     * {@return the objects of the chart with these values, as YAML text}
     *
     * @param values the values that differ from the defaults, as JSON or YAML text
     * @throws IllegalStateException if Helm fails; the message is that of Helm
     */
    String render(String values) throws IOException {
        Path file = Files.writeString(folder.resolve("values.yaml"), values);
        return new Helm(HOME)
                .template()
                .withName("meta-plugins")
                .withNamespace("kube-system")
                .withKubeVersion("1.36.0")
                .withValuesFile(file)
                .call();
    }

    /** {@return the messages of {@code helm lint} about a copy of the chart in which these values are defaults; empty if there are no messages} */
    List<String> lint(String values) throws IOException {
        Path copy = folder.resolve("copy").resolve("meta-plugins");
        try (Stream<Path> files = Files.walk(HOME)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(HOME.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.write(target, Files.readAllBytes(file));
            }
        }
        ObjectNode merged = (ObjectNode) defaults();
        merge(merged, tree(values));
        YAML.writeValue(copy.resolve("values.yaml").toFile(), merged);
        LintResult result = new Helm(copy).lint().strict().call();
        return result.isFailed()
                ? result.getMessages()
                : result.getMessages().stream()
                        .filter(message -> !message.contains("icon is recommended"))
                        .toList();
    }

    /** Merges values into the defaults as Helm does: two objects are merged key by key; any other value replaces the default. */
    private static void merge(ObjectNode into, JsonNode values) {
        for (Map.Entry<String, JsonNode> entry : values.properties()) {
            if (entry.getValue() instanceof ObjectNode object && into.get(entry.getKey()) instanceof ObjectNode old) {
                merge(old, object);
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        }
    }

    /** {@return a YAML text with one document as a tree} */
    static JsonNode tree(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode defaults() throws IOException {
        return YAML.readTree(HOME.resolve("values.yaml").toFile());
    }

    static JsonNode schema() throws IOException {
        return YAML.readTree(HOME.resolve("values.schema.json").toFile());
    }
}
