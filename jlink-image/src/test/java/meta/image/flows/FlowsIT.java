package meta.image.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import meta.netlink.netns.NamespaceException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short run of {@code ./meta flows}. */
@Tag("kernel")
class FlowsIT {
    static List<FlowCase> some() {
        return FlowCase.some();
    }

    @ParameterizedTest
    @MethodSource("some")
    void everyRequestIsAnsweredAndUsesTheExpectedNic(FlowCase it) throws IOException, NamespaceException {
        assertThat(FlowCaseRun.of(it).wrong()).isEmpty();
    }
}
