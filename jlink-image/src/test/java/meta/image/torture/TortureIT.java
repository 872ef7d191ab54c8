package meta.image.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.image.topology.Stack;
import meta.netlink.netns.NamespaceException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The trials in a bounded form: of every call with both families some system calls fail; {@code ./meta torture} has them all. */
@Tag("kernel")
class TortureIT {
    static List<Setting> dualStack() {
        return Setting.all().stream()
                .filter(setting -> setting.stack() == Stack.DUAL)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("dualStack")
    void aCallOfWhichASystemCallFailsLeavesNothingHalfDone(Setting it) throws NamespaceException {
        Tally tally = new Tally();
        Torture.run(it, Torture.SOME, dualStack().indexOf(it), tally);
        assertThat(tally.wrong()).isEmpty();
    }
}
