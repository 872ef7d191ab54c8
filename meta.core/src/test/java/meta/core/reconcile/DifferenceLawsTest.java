package meta.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import meta.netlink.testbed.Seeds;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.net.NetworkObject;
import meta.spi.testkit.Generator;
import org.junit.jupiter.api.Test;

/** Checks {@link Difference} with random snapshots and plans. */
class DifferenceLawsTest {

    private record Case(Snapshot before, Plan plan) {
        static Case from(Generator generator) {
            Snapshot before = generator.snapshot();
            return new Case(before, generator.plan(before));
        }

        List<StepPlan> plans() {
            List<Plan.Item> items = plan.items();
            int half = items.size() / 2;
            return List.of(
                    new StepPlan("first", new Plan(items.subList(0, half))),
                    new StepPlan("second", new Plan(items.subList(half, items.size()))));
        }

        Snapshot after() {
            return before.with(plan);
        }

        Changes changes() {
            return Difference.between(plans(), before);
        }
    }

    @Test
    void afterThePlanIsAppliedTheDifferenceIsEmpty() {
        Seeds.forEach(300, seed -> {
            Generator generator = Generator.seeded(seed);
            Case it = Case.from(generator);

            assertThat(Difference.between(it.plans(), it.after()).list()).isEmpty();
        });
    }

    @Test
    void theChangesLeadToTheStateOfThePlan() {
        Seeds.forEach(300, seed -> {
            Generator generator = Generator.seeded(seed);
            Case it = Case.from(generator);

            assertThat(it.changes().appliedTo(it.before())).isEqualTo(it.after());
        });
    }

    @Test
    void theInverseOfTheChangesRestoresTheState() {
        Seeds.forEach(300, seed -> {
            Generator generator = Generator.seeded(seed);
            Case it = Case.from(generator);
            Changes changes = it.changes();

            assertThat(changes.inverse().appliedTo(changes.appliedTo(it.before())))
                    .isEqualTo(it.before());
            assertThat(changes.inverse().inverse()).isEqualTo(changes);
        });
    }

    @Test
    void eachChangeFitsTheStateToWhichItIsApplied() {
        Seeds.forEach(300, seed -> {
            Generator generator = Generator.seeded(seed);
            Case it = Case.from(generator);
            Snapshot now = it.before();
            for (Change change : it.changes().list()) {
                Optional<NetworkObject> met = now.find(change.object());
                switch (change) {
                    case Change.Create _ -> assertThat(met).isEmpty();
                    case Change.Delete delete -> assertThat(met).contains(delete.before());
                    case Change.Replace replace -> assertThat(met).contains(replace.before());
                }
                now = change.appliedTo(now);
            }
        });
    }
}
