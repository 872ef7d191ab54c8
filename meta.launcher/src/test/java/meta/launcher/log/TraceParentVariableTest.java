package meta.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentVariableTest {
    private static final String FIELDS = "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static String trace(String value) {
        return TraceParentVariable.in(Map.of("CNI_COMMAND", "ADD", "TRACEPARENT", value));
    }

    @Test
    void aValidTraceIsUnchanged() {
        assertThat(trace("00-" + FIELDS)).isEqualTo("00-" + FIELDS);
    }

    @Test
    void furtherFieldsOfALaterVersionAreLeftOut() {
        assertThat(trace("cc-" + FIELDS + "-what-the-future-brings")).isEqualTo("cc-" + FIELDS);
        assertThat(trace("cc-" + FIELDS)).isEqualTo("cc-" + FIELDS);
    }

    @Test
    void aCallWithoutTheVariableHasNoTrace() {
        assertThat(TraceParentVariable.in(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-" + FIELDS,
                "00-" + FIELDS + "-more",
                "cc-" + FIELDS + ".more",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
                "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
                "00-4bf92f3577b34da6a3ce929d0e0e473\n-00f067aa0ba902b7-01"
            })
    void anInvalidTraceIsIgnored(String value) {
        assertThat(trace(value)).isEmpty();
    }
}
