package meta.image.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.image.topology.IpFamilies;
import meta.netlink.netns.NamespaceException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short run of {@code ./meta torture} with both IP families. */
@Tag("kernel")
class TortureIT {
    static List<TrialCase> dualStack() {
        return TrialCase.all().stream()
                .filter(setting -> setting.stack() == IpFamilies.DUAL)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("dualStack")
    void aCallWithAFailingSystemCallLeavesNothingPartiallyApplied(TrialCase it) throws NamespaceException {
        TrialCounts counts = new TrialCounts();
        Torture.run(it, Torture.SOME, dualStack().indexOf(it), counts);
        assertThat(counts.wrong()).isEmpty();
    }
}
