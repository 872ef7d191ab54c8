package meta.image.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads Kubernetes objects from YAML text. Rejects fields that the object's class does not have. */
public final class KubernetesObjects {
    private static final Map<String, Class<?>> KINDS = Map.of("DaemonSet", DaemonSet.class, "Pod", Pod.class);
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).setAnnotationIntrospector(new WithoutAnySetters());

    private KubernetesObjects() {}

    private static final class WithoutAnySetters extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    /** {@return the documents of a YAML text that are not empty} */
    public static List<JsonNode> trees(String yaml) throws IOException {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            return documents.readAll().stream().filter(node -> !node.isNull()).toList();
        }
    }

    /**
     * {@return the tree as an object of this class}
     *
     * @throws IOException if the class has no such field, or a value has the wrong type
     */
    public static <T> T of(Class<T> type, JsonNode tree) throws IOException {
        return YAML.treeToValue(tree, type);
    }

    /**
     * {@return the class for the value of {@code kind} in the tree}
     *
     * @throws AssertionError if the value is neither DaemonSet nor Pod
     */
    static Class<?> type(JsonNode tree) {
        Class<?> type = KINDS.get(tree.path("kind").asText());
        if (type == null) {
            throw new AssertionError("kind " + tree.path("kind") + " of " + tree);
        }
        return type;
    }

    /**
     * {@return the DaemonSet that a YAML text contains}
     *
     * @throws AssertionError if the text does not contain exactly one object
     * @throws IOException if the text is not YAML, or the object is not a valid DaemonSet
     */
    static DaemonSet daemonSet(String yaml) throws IOException {
        List<JsonNode> trees = trees(yaml);
        if (trees.size() != 1) {
            throw new AssertionError(trees.size() + " objects: " + yaml);
        }
        return of(DaemonSet.class, trees.getFirst());
    }
}
