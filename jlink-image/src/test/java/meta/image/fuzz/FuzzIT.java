package meta.image.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs each fuzz target for half a minute with the same random seed, on the inputs that earlier runs have stored and on new ones.
 * {@code ./meta fuzz} uses another seed each time.
 */
class FuzzIT {
    private static final int SECONDS = 30;

    static List<String> targets() {
        return Fuzzing.TARGETS;
    }

    @ParameterizedTest
    @MethodSource("targets")
    void anyBytesAreHandled(String target) throws IOException {
        assertThat(Fuzzing.run(target, SECONDS, "-seed=1")).matches(output -> output.succeeded());
    }
}
