package meta.core.cni;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A DEL that names container and interface is accepted even if its configuration is malformed. */
class DelRequestTest {
    private final Map<String, String> environment =
            new HashMap<>(Map.of("CNI_COMMAND", "DEL", "CNI_CONTAINERID", "3f0c1d", "CNI_IFNAME", "eth0"));

    @Test
    void aMissingNamespaceIsNoProblem() {
        assertThat(del("{'cniVersion': '1.0.0', 'name': 'lan'}").attachment().netns())
                .isEmpty();
    }

    @Test
    void aMissingPreviousResultIsNoProblem() {
        CniRequest.Del del = del("{'cniVersion': '0.3.1', 'name': 'lan'}");

        assertThat(del.config().problems()).isEmpty();
        assertThat(del.config().previous()).isEqualTo(PreviousResult.NONE);
    }

    @Test
    void containerAndInterfaceMustBeNamed() {
        environment.keySet().retainAll(Set.of("CNI_COMMAND"));

        assertThat(read("{}"))
                .isInstanceOfSatisfying(
                        RequestReadResult.Invalid.class,
                        rejected -> assertThat(rejected.failure().details())
                                .contains("CNI_CONTAINERID", "CNI_IFNAME")
                                .doesNotContain("CNI_NETNS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "[]", "{", "{'name': 7}", "{'cniVersion': '9.9.9', 'prevResult': 'x'}"})
    void aMalformedConfigurationDoesNotPreventADel(String config) {
        CniRequest.Del del = del(config);

        assertThat(del.attachment().containerId()).isEqualTo("3f0c1d");
        assertThat(del.attachment().network()).isEmpty();
        assertThat(del.config().previous()).isEqualTo(PreviousResult.NONE);
        assertThat(del.config().problems()).isNotEmpty();
    }

    @Test
    void thePartBeforeTheMalformedPartIsRead() {
        CniRequest.Del del = del("""
                {'cniVersion': '0.4.0', 'name': 'lan', 'prevResult': {'ips': [{'address': '10.1.0.5/16'}]}, 'type': 've""");

        assertThat(del.attachment().network()).isEqualTo("lan");
        assertThat(del.version()).isEqualTo(CniVersion.V0_4_0);
        assertThat(del.config().previous().ips()).hasSize(1);
        assertThat(del.config().problems()).singleElement().asString().startsWith("standard input: line 1, column ");
    }

    @Test
    void theValidEntriesOfAPreviousResultAreRead() {
        CniRequest.Del del = del("""
                {'cniVersion': '1.0.0', 'name': 'lan',
                 'prevResult': {'ips': [{'address': 'x'}, {'address': '10.1.0.5/16'}, 7]}}""");

        assertThat(del.config().previous().ips()).hasSize(1);
    }

    private CniRequest.Del del(String config) {
        return switch (read(config)) {
            case RequestReadResult.Valid(CniRequest.Del del) -> del;
            case RequestReadResult other -> throw new AssertionError(other);
        };
    }

    private RequestReadResult read(String config) {
        return RequestReader.read(
                environment, new ByteArrayInputStream(config.replace('\'', '"').getBytes(UTF_8)));
    }
}
