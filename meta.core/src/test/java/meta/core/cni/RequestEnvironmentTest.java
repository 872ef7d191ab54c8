package meta.core.cni;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import meta.core.cni.ParsedRequest.Invalid;
import meta.core.cni.ParsedRequest.Valid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestEnvironmentTest {
    private static final String CONFIG = """
            {'cniVersion': '1.0.0', 'name': 'lan', 'type': 'veth', 'prevResult': {
              'cniVersion': '1.0.0',
              'interfaces': [{'name': 'eth0', 'sandbox': '/run/netns/blue'}],
              'ips': [{'address': '10.1.0.5/16', 'interface': 0}]}}""";
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "CNI_COMMAND", "ADD",
            "CNI_CONTAINERID", "3f0c1d",
            "CNI_NETNS", "/run/netns/blue",
            "CNI_IFNAME", "eth0",
            "CNI_ARGS", "IgnoreUnknown=1;K8S_POD_NAME=web-0",
            "CNI_PATH", "/opt/cni/bin"));

    @Test
    void allMissingVariablesAreReportedTogether() {
        environment.clear();

        assertThat(rejected(CONFIG).failure()).isInstanceOf(Failure.BadEnvironment.class);
        assertThat(rejected(CONFIG).failure().details().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("CNI_COMMAND: missing; ADD, DEL, CHECK, GC, STATUS or VERSION"),
                        line -> assertThat(line).startsWith("CNI_CONTAINERID: missing; "),
                        line -> assertThat(line).startsWith("CNI_NETNS: missing; "),
                        line -> assertThat(line).startsWith("CNI_IFNAME: missing; "));
    }

    @Test
    void anEmptyVariableCountsAsMissing() {
        environment.put("CNI_NETNS", "");
        environment.put("CNI_CONTAINERID", "");

        assertThat(rejected(CONFIG).failure().details().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("CNI_CONTAINERID: missing; "),
                        line -> assertThat(line).startsWith("CNI_NETNS: missing; "));
    }

    @Test
    void anUnknownCommandIsReported() {
        environment.put("CNI_COMMAND", "add");

        assertThat(rejected(CONFIG).failure().code()).isEqualTo(4);
        assertThat(rejected(CONFIG).failure().details())
                .isEqualTo("CNI_COMMAND: \"add\": ADD, DEL, CHECK, GC, STATUS or VERSION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "a/b", "..", ".a", "-a", "_a", "a b", "é", "a\n", "a;b"})
    void anInvalidContainerIdIsReported(String id) {
        environment.put("CNI_CONTAINERID", id);

        assertThat(rejected(CONFIG).failure().code()).isEqualTo(4);
        assertThat(rejected(CONFIG).failure().details()).startsWith("CNI_CONTAINERID: \"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "7", "a..", "A_b.c-d", "0123456789012345678901234567890123456789012345678901234567890123"})
    void aContainerIdOfTheSpecsFormIsValid(String id) {
        environment.put("CNI_CONTAINERID", id);

        assertThat(accepted(CONFIG)).isInstanceOf(CniRequest.Add.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sixteen-letters0", ".", "..", "a/b", "a:b", "a b", "a\tb", "a\u00a0b", "ééééééé€"})
    void anInterfaceNameThatTheKernelRejectsIsReported(String name) {
        environment.put("CNI_IFNAME", name);

        assertThat(rejected(CONFIG).failure().code()).isEqualTo(4);
        assertThat(rejected(CONFIG).failure().details())
                .startsWith("CNI_IFNAME: \"")
                .contains("1 to 15 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifteen-letters", "net1", "eth0.100", "ééééééé"})
    void anInterfaceNameThatTheKernelAcceptsIsValid(String name) {
        environment.put("CNI_IFNAME", name);

        assertThat(accepted(CONFIG)).isInstanceOf(CniRequest.Add.class);
    }

    @Test
    void theEnvironmentIsCheckedBeforeTheConfiguration() {
        environment.put("CNI_IFNAME", "a/b");

        assertThat(rejected("no JSON").failure().code()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"CNI_IFNAME, ADD", "CNI_CONTAINERID, DEL", "CNI_NETNS, CHECK", "CNI_COMMAND, ''", "CNI_COMMAND, TEST"})
    void anErrorAboutTheEnvironmentHasTheVersionOfTheConfiguration(String broken, String verb) {
        environment.put(broken, "");
        environment.put("CNI_COMMAND", verb);

        assertThat(rejected("{'cniVersion': '0.4.0', 'name': 'lan'}").version()).isEqualTo(CniVersion.V0_4_0);
        assertThat(rejected("{'cniVersion': '0.3.1', 'name': ").version()).isEqualTo(CniVersion.V0_3_1);
        assertThat(rejected("{'name': 'lan'}").version()).isEqualTo(CniVersion.UNNAMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{'cniVersion': '9.9.9'}", "{'cniVersion': 7}"})
    void anErrorAboutTheEnvironmentHasTheLatestVersionIfTheConfigurationIsUnreadable(String config) throws IOException {
        environment.put("CNI_IFNAME", "a/b");

        assertThat(rejected(config).version()).isEqualTo(CniVersion.LATEST);
        assertThat(RequestReader.read(environment, closed()))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        rejected -> assertThat(rejected.version()).isEqualTo(CniVersion.LATEST));
    }

    @Test
    void versionNeedsNoOtherVariableAndDoesNotReadStandardInput() throws IOException {
        ParsedRequest reading = RequestReader.read(Map.of("CNI_COMMAND", "VERSION"), closed());

        assertThat(reading).isEqualTo(new Valid(new CniRequest.Version()));
    }

    private CniRequest accepted(String config) {
        return switch (read(config)) {
            case Valid(CniRequest request) -> request;
            case Invalid rejected -> throw new AssertionError(rejected);
        };
    }

    private Invalid rejected(String config) {
        return switch (read(config)) {
            case Valid accepted -> throw new AssertionError(accepted);
            case Invalid rejected -> rejected;
        };
    }

    private static InputStream closed() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        return closed;
    }

    private ParsedRequest read(String config) {
        return RequestReader.read(
                environment, new ByteArrayInputStream(config.replace('\'', '"').getBytes(UTF_8)));
    }
}
