package meta.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import meta.image.broken.BrokenJarKind;
import meta.image.broken.BrokenJarKinds;
import meta.image.cluster.Agent;
import meta.image.cluster.Cluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls with each kind of broken jar end as the {@link BrokenJarKind} says. */
@OnRealKernel
@TestInstance(Lifecycle.PER_CLASS)
class BrokenJarKindsIT {
    private static final String QUICK = "meta.image.broken.BrokenJarKinds#quick";
    private static final String ENDLESS = "meta.image.broken.BrokenJarKinds#endless";

    @TempDir
    private static Path jars;

    @InjectTopology
    private static Cluster cluster;

    private Optional<Agent> agent = Optional.empty();
    private Optional<BrokenJarTrial> trial = Optional.empty();

    @BeforeAll
    static void allJars() {
        BrokenJarKinds.create(jars);
    }

    @AfterAll
    void end() {
        agent.ifPresent(Agent::close);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(QUICK)
    void aColdCallEndsAsExpected(BrokenJarKind kind) throws IOException {
        run(kind, Optional.empty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(QUICK)
    void aWarmCallEndsAsExpected(BrokenJarKind kind) throws IOException {
        run(kind, Optional.of(liveAgent()));
    }

    @Tag("install") // waits for time limits
    @ParameterizedTest(name = "{0}")
    @MethodSource(ENDLESS)
    void aColdCallWithEndlessCodeEndsAsExpected(BrokenJarKind kind) throws IOException {
        run(kind, Optional.empty());
    }

    @Tag("install") // waits for time limits
    @ParameterizedTest(name = "{0}")
    @MethodSource(ENDLESS)
    void aWarmCallWithEndlessCodeEndsAsExpected(BrokenJarKind kind) throws IOException {
        run(kind, Optional.of(liveAgent()));
    }

    private void run(BrokenJarKind kind, Optional<Agent> through) throws IOException {
        BrokenJarTrial now = trial.filter(last -> last.agent().equals(through))
                .orElseGet(() -> BrokenJarTrial.in(cluster, jars, through));
        trial = Optional.empty(); // if this trial fails, the next one gets new pods
        now.run(kind);
        trial = Optional.of(now);
    }

    private Agent liveAgent() {
        Agent now = agent.orElseGet(Agent::start);
        agent = Optional.of(now);
        if (!now.isAlive()) {
            now.restart();
        }
        return now;
    }
}
