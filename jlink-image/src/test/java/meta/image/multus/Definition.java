package meta.image.multus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import meta.image.cni.Conflist;
import meta.image.deploy.KubernetesObjects;

/**
 * A NetworkAttachmentDefinition of the examples in {@code examples/multus}.
 *
 * @param name the Kubernetes namespace, a slash, and the name of the definition; only the name if the definition has no namespace
 * @param conflist the network configuration list, which is in the definition or in a file next to it
 */
record Definition(String name, Conflist conflist) {
    static final Path FOLDER = Path.of("..", "examples", "multus");

    private record Resource(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
        @JsonCreator
        Resource {}
    }

    private record Spec(String config) {
        @JsonCreator
        Spec {}
    }

    /** An example file with network definitions and a pod that uses them. */
    record Example(Path file, List<Definition> networks, Pod pod) {
        @Override
        public String toString() {
            return file.getFileName().toString();
        }
    }

    /**
     * {@return the examples}
     *
     * @throws IOException if a file cannot be read, or contains a field that its kind of object does not have
     */
    static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                List<JsonNode> trees = KubernetesObjects.trees(Files.readString(file));
                List<Definition> networks = new ArrayList<>();
                for (JsonNode tree : trees.subList(0, trees.size() - 1)) {
                    networks.add(of(KubernetesObjects.of(Resource.class, tree)));
                }
                examples.add(new Example(file, networks, KubernetesObjects.of(Pod.class, trees.getLast())));
            }
        }
        return examples;
    }

    private static Definition of(Resource resource) throws IOException {
        assertThat(resource.apiVersion()).isEqualTo("k8s.cni.cncf.io/v1");
        assertThat(resource.kind()).isEqualTo("NetworkAttachmentDefinition");
        String name = resource.metadata().getName();
        String namespace = resource.metadata().getNamespace();
        String config = resource.spec() == null
                ? Files.readString(FOLDER.resolve(name + ".conflist"))
                : resource.spec().config();
        return new Definition(namespace == null ? name : namespace + "/" + name, Conflist.parse(config));
    }
}
