package meta.image.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every target for half a minute, with the same inputs each time. {@code ./meta fuzz} uses other inputs. */
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
