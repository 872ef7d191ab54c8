package meta.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnusableStepOrJarTest {
    @Test
    void aReasonWithSeveralLinesIsPrintedOnOneLine() {
        assertThat(new UnusableStepOrJar("", "a.jar", "VerifyError: Bad type\nException Details:\n  Location: x\n"))
                .hasToString("a.jar: VerifyError: Bad type; Exception Details:; Location: x");
    }
}
