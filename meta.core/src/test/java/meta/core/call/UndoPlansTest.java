package meta.core.call;

import static meta.spi.testkit.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import meta.core.call.DelPlan.Released;
import meta.core.kernel.CannedKernel;
import meta.core.plugin.Pipeline;
import meta.core.plugin.StepWithOrigin;
import meta.core.plugin.TimeBudget;
import meta.core.plugin.TypeWithoutSteps;
import meta.core.record.OwnedEffect;
import meta.netlink.Prefix;
import meta.spi.Effect;
import meta.spi.Plan;
import meta.spi.ReleaseContext;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import meta.spi.net.Route;
import meta.spi.testkit.Given;
import org.junit.jupiter.api.Test;

/** The undo plan of a third-party step is left out if it removes an object of another program; the effects in the plan are undone anyway. */
class UndoPlansTest {
    private static final Given NODE = given("""
            host link eth0 lladdr 0a:00:00:00:00:09
            host route 10.0.0.0/8 via 172.18.0.1 dev eth0 proto static
            host route 203.0.113.9 dev eth0 scope link proto 109
            """).assigned("172.18.24.120/16");
    private static final Effect EFFECT = Effect.of("file", "a");

    private final RecordingHandler handler = new RecordingHandler("file");

    /** A third-party step whose undo plan removes a route and undoes an effect. */
    private record Undoing(Route route) implements Step {
        @Override
        public String name() {
            return "acme";
        }

        @Override
        public Plan plan(StepContext context) {
            return Plan.NOTHING;
        }

        @Override
        public Plan release(ReleaseContext context) {
            return Plan.remove(route).then(Plan.undo(EFFECT));
        }
    }

    @Test
    void aPlanThatRemovesARouteWithNumber109IsAccepted() {
        UndoPlans releases = releases("203.0.113.9/32");

        assertThat(released(releases).plans()).hasSize(1);
        assertThat(releases.undone()).containsExactly(new OwnedEffect("acme", EFFECT));
    }

    @Test
    void aPlanThatRemovesAnotherProgramsObjectIsDroppedButItsEffectsAreUndone() {
        UndoPlans releases = releases("10.0.0.0/8");

        assertThat(released(releases).plans()).isEmpty();
        assertThat(releases.undone()).containsExactly(new OwnedEffect("acme", EFFECT));
    }

    private UndoPlans releases(String destination) {
        Route route = NODE.snapshot().host().routes(Prefix.parse(destination)).getFirst();
        StepDeclaration declaration =
                StepDeclaration.of(new Undoing(route), "A step of this test.").withEffects(List.of(handler));
        Pipeline pipeline = new Pipeline(
                new TypeWithoutSteps("lan"), List.of(StepWithOrigin.ofThirdParty(declaration, "acme.jar")), List.of());
        return new UndoPlans(
                pipeline,
                CannedKernel.telling(List.of()),
                CallStopwatch.start(),
                new TimeBudget(Duration.ofMinutes(10)));
    }

    private static Released released(UndoPlans releases) {
        return releases.of(ReleaseContext.of(
                new TypeWithoutSteps("lan"),
                NODE.attachment(),
                Set.copyOf(NODE.addressing().pod()),
                NODE.snapshot()));
    }
}
