package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import meta.core.cni.RequestReadResult.Invalid;
import meta.spi.Attachment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A CNI request is read from the environment variables and from the configuration on standard input. An invalid request is rejected with
 * the error code that the CNI specification defines for the reason.
 */
class RequestReaderTest {
    private final CallInput input = new CallInput();

    @Test
    void anAddHasTheAttachmentAndThePreviousResult() {
        CniRequest request = input.accepted(CallInput.CONFIG);

        assertThat(request).isInstanceOfSatisfying(CniRequest.Add.class, add -> {
            assertThat(add.attachment()).isEqualTo(Attachment.of("lan", "3f0c1d", "eth0", "/run/netns/blue"));
            assertThat(add.args().podName()).isEqualTo("web-0");
            assertThat(add.version()).isEqualTo(CniVersion.V1_0_0);
            assertThat(add.config().problems()).isEmpty();
            assertThat(add.config().json().text("type")).isEqualTo("veth");
            assertThat(add.config().previous().ips()).hasSize(1);
        });
    }

    @ParameterizedTest
    @CsvSource({"ADD, Add", "CHECK, Check", "DEL, Del", "GC, Gc", "STATUS, Status", "VERSION, Version"})
    void everyVerbHasItsOwnRequestType(String verb, String request) {
        input.environment().put("CNI_COMMAND", verb);

        assertThat(input.accepted(CallInput.CONFIG.replaceFirst("1.0.0", "1.1.0"))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(request);
    }

    @ParameterizedTest
    @CsvSource({"GC, Gc", "STATUS, Status"})
    void gcAndStatusNeedNoAttachment(String verb, String request) {
        input.environment().keySet().retainAll(Set.of("CNI_COMMAND"));
        input.environment().put("CNI_COMMAND", verb);

        assertThat(input.accepted("{'cniVersion': '1.1.0', 'name': 'lan'}")
                        .getClass()
                        .getSimpleName())
                .isEqualTo(request);
    }

    /** libcni writes a nil slice as {@code null}. The newest cnitool omits the key. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            , 'cni.dev/valid-attachments': null                                            | true  | 0
            , 'cni.dev/valid-attachments': []                                              | true  | 0
            , 'cni.dev/valid-attachments': [{'containerID': 'c0ffee', 'ifname': 'eth0'}]   | true  | 1
            ''                                                                             | false | 0
            """)
    void gcDistinguishesAnEmptyListFromAMissingOne(String member, boolean namesValid, int valid) {
        input.environment().keySet().retainAll(Set.of("CNI_COMMAND"));
        input.environment().put("CNI_COMMAND", "GC");

        CniRequest.Gc gc = (CniRequest.Gc)
                input.accepted("{'cniVersion': '1.1.0', 'name': 'lan'" + member.replace("''", "") + "}");

        assertThat(gc.config().problems()).isEmpty();
        assertThat(gc.namesValid()).isEqualTo(namesValid);
        assertThat(gc.valid()).hasSize(valid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'containerID': 'c0ffee'}", "{'ifname': 'eth0'}", "{'containerID': 'c0ffee', 'ifname': 1}", "7"
            })
    void anEntryOfGcThatNamesNoAttachmentIsAProblem(String entry) {
        input.environment().keySet().retainAll(Set.of("CNI_COMMAND"));
        input.environment().put("CNI_COMMAND", "GC");

        CniRequest.Gc gc = (CniRequest.Gc)
                input.accepted("{'cniVersion': '1.1.0', 'name': 'lan', 'cni.dev/valid-attachments': [" + entry + "]}");

        assertThat(gc.valid()).isEmpty();
        assertThat(gc.config().problems())
                .singleElement()
                .asString()
                .startsWith("cni.dev/valid-attachments: ")
                .endsWith(": expected an object with containerID and ifname");
    }

    @Test
    void unreadableStandardInputIsAnInputFailure() throws IOException {
        assertThat(RequestReader.read(input.environment(), CallInput.closed()))
                .isEqualTo(new Invalid(new Failure.InputOutput("standard input", "Stream closed"), CniVersion.LATEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{'name': 'lan'", "[]", "3", "nul", "{'name': 'lan', 'name': 'wan'}"})
    void aConfigurationThatIsNoJsonObjectOrHasADuplicateKeyIsUndecodable(String config) {
        assertThat(input.rejected(config).failure().code()).isEqualTo(6);
        assertThat(input.rejected(config).failure().details()).startsWith("line 1, column ");
    }

    @Test
    void aDocumentOfTenMegabytesIsUndecodable() {
        String huge = "{'cniVersion': '0.4.0', 'name': 'lan', 'x': '" + "x".repeat(10_000_000) + "'}";

        assertThat(input.rejected(huge).failure().code()).isEqualTo(6);
        assertThat(input.rejected(huge).failure().details()).contains("1048576 bytes");
        assertThat(input.rejected(huge).version()).isEqualTo(CniVersion.V0_4_0);
    }

    @Test
    void theErrorHasTheVersionThatPrecedesTheMalformedPart() {
        assertThat(input.rejected("{'cniVersion': '0.3.1', 'name': ").version()).isEqualTo(CniVersion.V0_3_1);
        assertThat(input.rejected("{'name': ").version()).isEqualTo(CniVersion.LATEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'9.9.9'", "'1.0'", "1", "[]", "true"})
    void anUnknownVersionIsIncompatibleAndTheErrorListsTheKnownVersions(String version) {
        Invalid rejected = input.rejected("{'cniVersion': " + version + ", 'name': 'lan'}");

        assertThat(rejected.version()).isEqualTo(CniVersion.LATEST);
        assertThat(rejected.failure().code()).isEqualTo(1);
        assertThat(rejected.failure().details())
                .isEqualTo("cniVersion: " + version.replace('\'', '"')
                        + ": expected 0.1.0, 0.2.0, 0.3.0, 0.3.1, 0.4.0, 1.0.0 or 1.1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'cniVersion': '', ", "'cniVersion': null, "})
    void aConfigurationWithoutAVersionHasTheFirstVersion(String version) {
        assertThat(input.accepted("{" + version + "'name': 'lan', 'prevResult': {}}")
                        .version())
                .isEqualTo(CniVersion.V0_1_0);
    }

    @ParameterizedTest
    @CsvSource({"CHECK, 0.3.1", "GC, 1.0.0", "STATUS, 0.4.0"})
    void aVerbOfALaterVersionIsIncompatible(String verb, String version) {
        input.environment().put("CNI_COMMAND", verb);

        Invalid rejected = input.rejected("{'cniVersion': '" + version + "', 'name': 'lan'}");

        assertThat(rejected.failure().code()).isEqualTo(1);
        assertThat(rejected.failure().details()).startsWith("cniVersion: \"" + version + "\": " + verb + " needs ");
        assertThat(rejected.version()).hasToString(version);
    }

    @Test
    void aMissingNameAndAMissingPreviousResultAreBothReported() {
        RequestConfig config = config("{'cniVersion': '1.0.0'}");

        assertThat(config.problems())
                .extracting(Object::toString)
                .satisfiesExactly(
                        problem -> assertThat(problem).startsWith("name: missing; "),
                        problem -> assertThat(problem).startsWith("prevResult: missing; "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a/b'", "'..'", "''", "7", "'a b'"})
    void anInvalidNetworkNameIsReported(String name) {
        assertThat(config("{'name': " + name + ", 'prevResult': {}}").problems())
                .singleElement()
                .hasToString("name: " + name.replace('\'', '"')
                        + ": expected a network name: a letter or digit, then letters, digits, \"_\", \".\" and \"-\"");
    }

    @Test
    void aPreviousResultThatIsNotAnObjectIsReported() {
        assertThat(config("{'name': 'lan', 'prevResult': []}").problems())
                .singleElement()
                .hasToString("prevResult: []: expected the result of the plugin before this one in the chain");
    }

    @Test
    void aProblemOfThePreviousResultHasItsPath() {
        assertThat(config("{'cniVersion': '1.0.0', 'name': 'lan', 'prevResult': {'ips': [{'address': '10.1.0.5'}]}}")
                        .problems())
                .singleElement()
                .hasToString("prevResult.ips[0].address: \"10.1.0.5\":"
                        + " expected an address and prefix length, such as \"10.1.0.5/16\"");
    }

    @Test
    void thePreviousResultMayHaveAnotherVersion() {
        PreviousResult previous = config("""
                {'cniVersion': '1.0.0', 'name': 'lan',
                 'prevResult': {'cniVersion': '0.2.0', 'ip4': {'ip': '10.1.0.5/16'}}}""").previous();

        assertThat(previous.result().version()).isEqualTo(CniVersion.V0_2_0);
        assertThat(previous.ips()).hasSize(1);
    }

    @Test
    void aPreviousResultWithoutAVersionHasTheVersionOfTheConfiguration() {
        assertThat(config("{'cniVersion': '0.4.0', 'name': 'lan', 'prevResult': {}}")
                        .previous()
                        .result()
                        .version())
                .isEqualTo(CniVersion.V0_4_0);
    }

    private RequestConfig config(String config) {
        return ((CniRequest.Add) input.accepted(config)).config();
    }
}
