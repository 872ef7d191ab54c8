package meta.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import meta.core.cni.CallFailedException;
import meta.core.cni.PreviousResult;
import meta.core.config.Declarations;
import meta.core.config.OptionValues;
import meta.core.plugin.Pipeline;
import meta.core.plugin.StepWithOrigin;
import meta.core.plugin.TimeBudget;
import meta.core.plugin.TypeWithoutSteps;
import meta.core.reconcile.StepPlan;
import meta.core.record.OwnedEffect;
import meta.spi.Attachment;
import meta.spi.CallInputs;
import meta.spi.Effect;
import meta.spi.Plan;
import meta.spi.StepDeclaration;
import meta.spi.option.GoDuration;
import meta.spi.option.StepOptions;
import meta.spi.testkit.EmptyPlanStep;
import org.junit.jupiter.api.Test;

/**
 * Effects are applied and undone as planned. If a handler fails, the run is rolled back. In each case, the ledger lists the effects that may be in
 * force.
 */
class EffectRunTest {
    private static final Attachment ATTACHMENT = Attachment.of("lan", "3f0c6a1d52b84e07", "eth0", "/run/netns/pod");
    private static final Effect A = Effect.of("file", "a").with("text", "1");
    private static final Effect B = Effect.of("file", "b").with("text", "1");
    private static final Effect OTHER_A = Effect.of("file", "a").with("text", "2");

    private final RecordingHandler handler = new RecordingHandler("file");

    @Test
    void effectsAreAppliedInTheOrderOfThePlan() {
        EffectLedger ledger = new EffectLedger(List.of());

        assertThat(run(ledger, A, B)).isEqualTo(2);

        assertThat(handler.calls()).containsExactly("apply a 1", "apply b 1");
        assertThat(ledger.list()).containsExactly(owned(A), owned(B));
    }

    @Test
    void anEffectThatIsInForceIsNotAppliedAgain() {
        EffectLedger ledger = new EffectLedger(List.of());
        run(ledger, A);

        assertThat(run(ledger, A, B)).isOne();

        assertThat(handler.calls()).containsExactly("apply a 1", "apply b 1");
    }

    @Test
    void anEffectThatIsNotPlannedAnyMoreIsUndone() {
        EffectLedger ledger = new EffectLedger(List.of());
        run(ledger, A, B);

        run(ledger, B);

        assertThat(handler.calls()).containsExactly("apply a 1", "apply b 1", "undo a 1");
        assertThat(ledger.list()).containsExactly(owned(B));
    }

    @Test
    void anObsoleteEffectThatCannotBeUndoneStaysInTheLedger() {
        EffectLedger ledger = new EffectLedger(List.of());
        run(ledger, A, B);
        handler.failing("undo a");

        run(ledger, B);

        assertThat(ledger.list()).containsExactly(owned(A), owned(B));
    }

    @Test
    void anEffectWhoseDataHaveChangedIsUndoneAndAppliedAgain() {
        EffectLedger ledger = new EffectLedger(List.of());
        run(ledger, A);

        run(ledger, OTHER_A);

        assertThat(handler.calls()).containsExactly("apply a 1", "undo a 1", "apply a 2");
        assertThat(ledger.list()).containsExactly(owned(OTHER_A));
    }

    @Test
    void ifAnEffectFailsTheEffectsOfTheCallAreUndoneInReverseOrder() {
        EffectLedger ledger = new EffectLedger(List.of());
        handler.failing("apply b");

        EffectsFailedException failed =
                catchThrowableOfType(EffectsFailedException.class, () -> run(ledger, A, B, Effect.of("file", "c")));

        assertThat(failed)
                .hasMessageStartingWith("threw java.io.IOException: apply b failed at ")
                .hasMessageEndingWith("(of acme.jar)");
        assertThat(failed.step()).isEqualTo("acme");
        assertThat(failed.effect()).isEqualTo("effect file: b");
        assertThat(failed.rollback()).isEqualTo("2 of 2 effects undone");
        assertThat(handler.calls()).containsExactly("apply a 1", "apply b 1", "undo b 1", "undo a 1");
        assertThat(ledger.list()).isEmpty();
    }

    @Test
    void ifAnEffectFailsTheEffectsOfAnEarlierAddStayInForce() {
        EffectLedger ledger = new EffectLedger(List.of());
        run(ledger, A);
        handler.failing("apply b");

        assertThatExceptionOfType(EffectsFailedException.class).isThrownBy(() -> run(ledger, A, B));

        assertThat(handler.calls()).containsExactly("apply a 1", "apply b 1", "undo b 1");
        assertThat(ledger.list()).containsExactly(owned(A));
    }

    @Test
    void ifTheChangedEffectFailsTheEarlierOneIsAppliedAgain() {
        EffectLedger ledger = new EffectLedger(List.of());
        run(ledger, A);
        handler.failing("apply a 2");

        assertThatExceptionOfType(EffectsFailedException.class).isThrownBy(() -> run(ledger, OTHER_A));

        assertThat(handler.calls()).containsExactly("apply a 1", "undo a 1", "apply a 2", "undo a 2", "apply a 1");
        assertThat(ledger.list()).containsExactly(owned(A));
    }

    @Test
    void anEffectThatCannotBeUndoneAfterAFailureIsNamedAndStaysInTheLedger() {
        EffectLedger ledger = new EffectLedger(List.of());
        handler.failing("apply b");
        handler.failing("undo a");

        assertThatExceptionOfType(EffectsFailedException.class)
                .isThrownBy(() -> run(ledger, A, B))
                .satisfies(failed -> assertThat(failed.rollback())
                        .startsWith("1 of 2 effects undone, left behind: acme: effect file: a: threw"));
        assertThat(ledger.list()).containsExactly(owned(A));
    }

    @Test
    void anEffectThatTakesTooLongIsUndoneWhenItsThreadHasEnded() {
        EffectLedger ledger = new EffectLedger(List.of());
        handler.hanging("apply a");

        assertThatExceptionOfType(EffectsFailedException.class)
                .isThrownBy(() -> run(Duration.ofMillis(50), ledger, A))
                .withMessageContaining("did not return within 50 ms")
                .withMessageEndingWith("(of acme.jar)");
        assertThat(handler.calls()).containsExactly("apply a 1", "undo a 1");
        assertThat(ledger.list()).isEmpty();
    }

    @Test
    void ifTheStateOfAnEffectIsNotKnownInTimeOnlyTheEffectsBeforeItAreUndone() {
        EffectLedger ledger = new EffectLedger(List.of());
        handler.stubborn("b");

        assertThatExceptionOfType(EffectsFailedException.class)
                .isThrownBy(() -> run(Duration.ofMillis(50), ledger, A, B))
                .withMessageContaining("did not return within 50 ms");
        handler.release();

        assertThat(handler.calls()).containsExactly("apply a 1", "undo a 1");
        assertThat(ledger.list()).isEmpty();
    }

    @Test
    void anOutOfMemoryErrorAlsoRollsBack() {
        EffectLedger ledger = new EffectLedger(List.of());
        handler.exhausting("apply b");

        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> run(ledger, A, B))
                .withMessageStartingWith("step acme: ");
        assertThat(handler.calls()).containsExactly("apply a 1", "apply b 1", "undo b 1", "undo a 1");
        assertThat(ledger.list()).isEmpty();
    }

    @Test
    void aDelUndoesEffectsInReverseOrderAndReturnsTheOnesThatItCannotUndo() {
        handler.failing("undo a");
        OwnedEffect ofMissing = new OwnedEffect("missing", A);

        List<OwnedEffect> owed = undo(Duration.ofSeconds(10))
                .undo(List.of(ofMissing, owned(A), owned(B), owned(Effect.of("lost", "c"))));

        assertThat(handler.calls()).containsExactly("undo b 1", "undo a 1");
        assertThat(owed).containsExactly(ofMissing, owned(A), owned(Effect.of("lost", "c")));
    }

    @Test
    void ifAHandlerRunsOutOfMemoryTheOtherEffectsAreUndone() {
        handler.exhausting("undo b");

        assertThat(undo(Duration.ofSeconds(10)).undo(List.of(owned(A), owned(B))))
                .containsExactly(owned(B));

        assertThat(handler.calls()).containsExactly("undo b 1", "undo a 1");
    }

    @Test
    void ifAHandlerRunsOutOfMemoryInARollbackTheFirstErrorIsThrown() {
        EffectLedger ledger = new EffectLedger(List.of());
        handler.failing("apply b");
        handler.exhausting("undo b");

        assertThatExceptionOfType(EffectsFailedException.class)
                .isThrownBy(() -> run(ledger, A, B))
                .withMessageStartingWith("threw java.io.IOException: apply b failed at ")
                .satisfies(failed -> assertThat(failed.rollback())
                        .isEqualTo("1 of 2 effects undone, left behind: acme: effect file: b:"
                                + " out of memory: step acme: all gone (of acme.jar)"));
        assertThat(ledger.list()).containsExactly(owned(B));
    }

    @Test
    void anEarlierEffectWhoseHandlerRunsOutOfMemoryInARollbackStaysInTheLedger() {
        EffectLedger ledger = new EffectLedger(List.of());
        run(ledger, A);
        handler.failing("apply a 2");
        handler.exhausting("apply a 1");

        assertThatExceptionOfType(EffectsFailedException.class)
                .isThrownBy(() -> run(ledger, OTHER_A))
                .satisfies(failed -> assertThat(failed.rollback()).contains("out of memory: step acme: all gone"));
        assertThat(ledger.list()).containsExactly(owned(A));
    }

    @Test
    void ifNoTimeIsLeftNoEffectIsUndone() {
        assertThat(undo(Duration.ZERO).undo(List.of(owned(A)))).containsExactly(owned(A));
        assertThat(handler.calls()).isEmpty();
    }

    @Test
    void aCheckNamesEffectsThatAreNotInForceAndEffectsThatShouldBeUndone() {
        run(new EffectLedger(List.of()), A);

        assertThat(EffectDrift.lines(context(Duration.ofSeconds(10), List.of(owned(OTHER_A))), planned(A, B)))
                .containsExactly("acme: is not in force: effect file: b", "acme: should be undone: effect file: a");
    }

    @Test
    void anEffectOfAKindWithoutHandlerCannotBePlanned() {
        assertThatExceptionOfType(CallFailedException.class)
                .isThrownBy(() -> planned(Effect.of("webhook", "a")))
                .satisfies(failed -> assertThat(failed.failure().details())
                        .isEqualTo("acme: plans an effect of kind \"webhook\", for which it declares no handler "
                                + "(of acme.jar)"));
        assertThatExceptionOfType(CallFailedException.class)
                .isThrownBy(() -> planned(A, OTHER_A))
                .satisfies(failed -> assertThat(failed.failure().details())
                        .startsWith("acme: plans two effects of kind \"file\" with the key \"a\""));
    }

    private int run(EffectLedger ledger, Effect... effects) {
        return run(Duration.ofSeconds(10), ledger, effects);
    }

    private int run(Duration limit, EffectLedger ledger, Effect... effects) {
        return new EffectRun(context(limit, ledger.list()), ledger).perform(planned(effects));
    }

    private EffectUndo undo(Duration time) {
        return new EffectUndo(ATTACHMENT, pipeline(), new TimeBudget(time));
    }

    private static OwnedEffect owned(Effect effect) {
        return new OwnedEffect("acme", effect);
    }

    private PlannedEffects planned(Effect... effects) {
        Plan plan = Plan.NOTHING;
        for (Effect effect : effects) {
            plan = plan.then(Plan.perform(effect));
        }
        return PlannedEffects.of(pipeline(), List.of(new StepPlan("acme", plan)));
    }

    private CallContext context(Duration limit, List<OwnedEffect> recorded) {
        StepOptions options = StepOptions.defaults(List.of(Declarations.STEP_TIME_LIMIT))
                .with(Declarations.STEP_TIME_LIMIT, new GoDuration(limit));
        OptionValues config = new OptionValues(false, options, Map.of(), List.of());
        return new CallContext(
                ATTACHMENT, CallInputs.NONE, PreviousResult.NONE, pipeline(), config, List.of(), recorded, false);
    }

    private Pipeline pipeline() {
        StepDeclaration declaration = StepDeclaration.of(new EmptyPlanStep("acme"), "A step of this test.")
                .withEffects(List.of(handler));
        return new Pipeline(
                new TypeWithoutSteps("lan"), List.of(StepWithOrigin.ofThirdParty(declaration, "acme.jar")), List.of());
    }
}
