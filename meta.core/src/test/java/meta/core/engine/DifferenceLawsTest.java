package meta.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.net.NetworkObject;
import org.junit.jupiter.api.Test;

class DifferenceLawsTest {
    private static final int SEEDS = 1000;

    private record Case(long seed, Snapshot before, List<StepPlan> plans, Snapshot after) {
        Changes changes() {
            return Difference.between(plans, before);
        }
    }

    private static Case of(long seed) {
        RandomNetwork network = new RandomNetwork(seed);
        Snapshot before = network.snapshot();
        Plan first = network.plan();
        Plan second = network.plan();
        return new Case(
                seed,
                before,
                List.of(new StepPlan("first", first), new StepPlan("second", second)),
                before.with(first).with(second));
    }

    @Test
    void afterThePlanTheDifferenceIsEmpty() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Case it = of(seed);

            assertThat(Difference.between(it.plans(), it.after()).list())
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void theChangesLeadToWhatThePlanSays() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Case it = of(seed);

            assertThat(it.changes().appliedTo(it.before())).as("seed %d", seed).isEqualTo(it.after());
        }
    }

    @Test
    void theInverseLeadsBack() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Case it = of(seed);
            Changes changes = it.changes();

            assertThat(changes.inverse().appliedTo(changes.appliedTo(it.before())))
                    .as("seed %d", seed)
                    .isEqualTo(it.before());
            assertThat(changes.inverse().inverse()).as("seed %d", seed).isEqualTo(changes);
        }
    }

    @Test
    void eachChangeFitsWhatItMeets() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Case it = of(seed);
            Snapshot now = it.before();
            for (Change change : it.changes().list()) {
                Optional<NetworkObject> met = now.find(change.object());
                switch (change) {
                    case Change.Create _ -> assertThat(met).as("seed %d", seed).isEmpty();
                    case Change.Delete delete ->
                        assertThat(met).as("seed %d", seed).contains(delete.before());
                    case Change.Replace replace ->
                        assertThat(met).as("seed %d", seed).contains(replace.before());
                }
                now = change.appliedTo(now);
            }
        }
    }
}
