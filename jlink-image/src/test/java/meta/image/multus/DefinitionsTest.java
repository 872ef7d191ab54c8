package meta.image.multus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.core.cni.JsonReadResult;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.config.ConfigCheckResult;
import meta.core.config.ConfigReader;
import meta.core.plugin.Catalog;
import meta.image.cni.Json;
import meta.image.multus.Definition.Example;
import meta.image.steps.ImageCatalog;
import meta.launcher.call.Calls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The network definitions and pods in {@code examples/multus} are valid and consistent. */
class DefinitionsTest {
    private final Catalog catalog = ImageCatalog.catalog();

    static List<Example> examples() throws IOException {
        return Definition.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void thePodUsesExactlyTheNetworksOfItsFile(Example example) {
        Map<String, String> annotations = example.pod().getMetadata().getAnnotations();
        List<String> used = new ArrayList<>(annotations.values());
        assertThat(annotations.keySet()).isSubsetOf("v1.multus-cni.io/default-network", "k8s.v1.cni.cncf.io/networks");
        assertThat(used)
                .containsExactlyElementsOf(
                        example.networks().stream().map(Definition::name).toList());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void ourPluginIsTheLastAndItsOptionsAreValid(Example example) {
        for (Definition network : example.networks()) {
            assertThat(network.conflist().name()).as("the network's name").isEqualTo(baseName(network.name()));
            Json ours = network.conflist().plugins().getLast();
            String type = ours.get("type").text();
            assertThat(type).isIn("veth", "router");
            JsonObject config = (JsonObject)
                    ((JsonReadResult.Valid) JsonReader.read(ours.toString().getBytes(StandardCharsets.UTF_8))).value();
            ConfigCheckResult checked = ConfigReader.read(
                    config, List.of(), Calls.plugin(type, catalog).declarations());
            assertThat(checked).isInstanceOf(ConfigCheckResult.Valid.class);
            assertThat(((ConfigCheckResult.Valid) checked).config().notes())
                    .as("unknown keys and host bits")
                    .isEmpty();
        }
    }

    @Test
    void noExampleUsesHostLocal() throws IOException {
        for (Example example : Definition.examples()) {
            assertThat(Files.readString(example.file()).contains("\"host-local\""))
                    .as(example.toString())
                    .isFalse();
        }
    }

    @Test
    void everyNetworkHasItsOwnNameAndItsOwnIpamSection() throws IOException {
        Set<String> seen = new HashSet<>();
        for (Example example : Definition.examples()) {
            for (Definition network : example.networks()) {
                assertThat(seen.add(network.conflist().name())).isTrue();
                Json ipam = network.conflist().plugins().getFirst().get("ipam");
                assertThat(seen.add(ipam.toString())).isTrue();
            }
        }
    }

    private static String baseName(String name) {
        return name.substring(name.indexOf('/') + 1);
    }
}
