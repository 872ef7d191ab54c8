package meta.core.cni;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import meta.core.cni.RequestReadResult.Invalid;
import meta.core.cni.RequestReadResult.Valid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The environment variables of a call are checked before its configuration, and all problems with them are reported together. */
class RequestEnvironmentTest {
    private final CallInput input = new CallInput();

    @Test
    void allMissingVariablesAreReportedTogether() {
        input.environment().clear();

        assertThat(input.rejected(CallInput.CONFIG).failure()).isInstanceOf(Failure.BadEnvironment.class);
        assertThat(input.rejected(CallInput.CONFIG).failure().details().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("CNI_COMMAND: missing; expected ADD, DEL, CHECK, GC, STATUS or VERSION"),
                        line -> assertThat(line).startsWith("CNI_CONTAINERID: missing; "),
                        line -> assertThat(line).startsWith("CNI_NETNS: missing; "),
                        line -> assertThat(line).startsWith("CNI_IFNAME: missing; "));
    }

    @Test
    void anEmptyVariableCountsAsMissing() {
        input.environment().put("CNI_NETNS", "");
        input.environment().put("CNI_CONTAINERID", "");

        assertThat(input.rejected(CallInput.CONFIG).failure().details().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("CNI_CONTAINERID: missing; "),
                        line -> assertThat(line).startsWith("CNI_NETNS: missing; "));
    }

    @Test
    void anUnknownCommandIsReported() {
        input.environment().put("CNI_COMMAND", "add");

        assertThat(input.rejected(CallInput.CONFIG).failure().code()).isEqualTo(4);
        assertThat(input.rejected(CallInput.CONFIG).failure().details())
                .isEqualTo("CNI_COMMAND: \"add\": expected ADD, DEL, CHECK, GC, STATUS or VERSION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "a/b", "..", ".a", "-a", "_a", "a b", "é", "a\n", "a;b"})
    void anInvalidContainerIdIsReported(String id) {
        input.environment().put("CNI_CONTAINERID", id);

        assertThat(input.rejected(CallInput.CONFIG).failure().code()).isEqualTo(4);
        assertThat(input.rejected(CallInput.CONFIG).failure().details()).startsWith("CNI_CONTAINERID: \"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "7", "a..", "A_b.c-d", "0123456789012345678901234567890123456789012345678901234567890123"})
    void aContainerIdThatConformsToTheSpecIsValid(String id) {
        input.environment().put("CNI_CONTAINERID", id);

        assertThat(input.accepted(CallInput.CONFIG)).isInstanceOf(CniRequest.Add.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sixteen-letters0", ".", "..", "a/b", "a:b", "a b", "a\tb", "a\u00a0b", "ééééééé€"})
    void anInterfaceNameThatTheKernelRejectsIsReported(String name) {
        input.environment().put("CNI_IFNAME", name);

        assertThat(input.rejected(CallInput.CONFIG).failure().code()).isEqualTo(4);
        assertThat(input.rejected(CallInput.CONFIG).failure().details())
                .startsWith("CNI_IFNAME: \"")
                .contains("1 to 15 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifteen-letters", "net1", "eth0.100", "ééééééé"})
    void anInterfaceNameThatTheKernelAcceptsIsValid(String name) {
        input.environment().put("CNI_IFNAME", name);

        assertThat(input.accepted(CallInput.CONFIG)).isInstanceOf(CniRequest.Add.class);
    }

    @Test
    void theEnvironmentIsCheckedBeforeTheConfiguration() {
        input.environment().put("CNI_IFNAME", "a/b");

        assertThat(input.rejected("no JSON").failure().code()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"CNI_IFNAME, ADD", "CNI_CONTAINERID, DEL", "CNI_NETNS, CHECK", "CNI_COMMAND, ''", "CNI_COMMAND, TEST"})
    void anErrorAboutTheEnvironmentHasTheVersionOfTheConfiguration(String broken, String verb) {
        input.environment().put(broken, "");
        input.environment().put("CNI_COMMAND", verb);

        assertThat(input.rejected("{'cniVersion': '0.4.0', 'name': 'lan'}").version())
                .isEqualTo(CniVersion.V0_4_0);
        assertThat(input.rejected("{'cniVersion': '0.3.1', 'name': ").version()).isEqualTo(CniVersion.V0_3_1);
        assertThat(input.rejected("{'name': 'lan'}").version()).isEqualTo(CniVersion.UNNAMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{'cniVersion': '9.9.9'}", "{'cniVersion': 7}"})
    void anErrorAboutTheEnvironmentHasTheLatestVersionIfTheConfigurationIsUnreadable(String config) throws IOException {
        input.environment().put("CNI_IFNAME", "a/b");

        assertThat(input.rejected(config).version()).isEqualTo(CniVersion.LATEST);
        assertThat(RequestReader.read(input.environment(), CallInput.closed()))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        rejected -> assertThat(rejected.version()).isEqualTo(CniVersion.LATEST));
    }

    @Test
    void versionNeedsNoOtherVariableAndDoesNotReadStandardInput() throws IOException {
        RequestReadResult reading = RequestReader.read(Map.of("CNI_COMMAND", "VERSION"), CallInput.closed());

        assertThat(reading).isEqualTo(new Valid(new CniRequest.Version()));
    }
}
