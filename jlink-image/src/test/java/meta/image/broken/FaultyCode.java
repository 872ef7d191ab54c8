package meta.image.broken;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import meta.image.broken.Aftermath.During;
import meta.image.broken.Aftermath.OfAgent;
import meta.image.broken.Aftermath.OfDel;
import meta.image.broken.Place.Phase;
import meta.image.steps.StepJar;

/** Creates the jar of a step that has a fault at one place. Without the fault, the step plans a route on the node and an effect. */
record FaultyCode(Fault fault, Place place) {
    private static final int BAD_CONFIGURATION = 7;
    private static final int TRY_AGAIN = 11;
    private static final int STEP_FAILED = 100;

    private static final String SOURCE = """
            package acme;

            import java.util.*;
            import meta.netlink.*;
            import meta.spi.*;
            import meta.spi.net.*;
            import meta.spi.option.*;

            public final class AcmeStep implements Step, StepProvider, EffectHandler {
                static { CLASS_INITIALIZATION }

                public AcmeStep() { CONSTRUCTOR }

                @Override public String name() { return "acmeStep"; }

                @Override public String kind() { return "nothing"; }

                @Override public List<StepDeclaration> steps() {
                    DECLARATION
                    return List.of(StepDeclaration.of(this, "Does what a test wants.").after("veth", "setupRoutes").offByDefault()
                            .withOptions(List.of(Option.of("word", OptionType.text("a word", AcmeStep::word), "", "A word.")))
                            .withEffects(List.of(this)));
                }

                static String word(String text) { OPTION return text; }

                @Override public List<Question> questions(StepContext context) {
                    if (context.addressing().pod().isEmpty()) { QUESTIONS_OF_DEL }
                    QUESTIONS
                    return List.of();
                }

                @Override public Plan plan(StepContext context) {
                    PLAN
                    return Plan.ensure(Route.to(Prefix.parse("203.0.113.7/32"), Netns.HOST, "eth0"))
                            .then(Plan.perform(Effect.of("nothing", "key")));
                }

                @Override public boolean isInForce(Effect effect, EffectContext context) { IS_IN_FORCE return false; }

                @Override public void apply(Effect effect, EffectContext context) { APPLY }

                @Override public void undo(Effect effect, EffectContext context) { UNDO }

                @Override public Plan release(ReleaseContext context) { RELEASE return Plan.NOTHING; }

                static <T> T fault() { try { BODY } catch (InterruptedException e) { throw new IllegalStateException(e); } }

                static void mayBeInterrupted() throws InterruptedException {}

                @SuppressWarnings("unchecked")
                static <E extends Throwable> E sneaky(Throwable thrown) throws E { throw (E) thrown; }
            }
            """;

    /** {@return a broken jar for each fault that the predicate accepts, at each place where this fault is possible} */
    static List<BrokenJarKind> all(Predicate<Fault> faults) {
        List<BrokenJarKind> kinds = new ArrayList<>();
        for (Place place : Place.values()) {
            for (Fault fault : Fault.values()) {
                if (faults.test(fault) && (fault != Fault.NULL || place.hasResult())) {
                    kinds.add(new FaultyCode(fault, place).kind());
                }
            }
        }
        return kinds;
    }

    /** {@return the jar of the same step without a fault} */
    static StepJar repaired() {
        return jar("mayBeInterrupted(); return null;", "", Place.PLAN);
    }

    private BrokenJarKind kind() {
        return new BrokenJarKind(
                fault + " in " + place,
                Map.of("acme.jar", jar("mayBeInterrupted(); " + fault.body(), code(), place)),
                _ -> {},
                "{\"acmeStep\": {\"enabled\": true, \"word\": \"a\"}}",
                outcome(),
                new Aftermath(ofDel(), ofAgent(), ends()));
    }

    private String code() {
        return fault == Fault.NULL ? "if (Math.abs(1) == 1) return null;" : "fault();";
    }

    private static StepJar jar(String body, String code, Place at) {
        String source = SOURCE.replace("BODY", "if (Math.abs(1) == 1) { " + body + " } return null;");
        for (Place place : List.of(Place.values()).reversed()) { // replaces QUESTIONS_OF_DEL before QUESTIONS
            source = source.replace(place.name(), place == at ? code : "");
        }
        return StepJar.empty().source("acme/AcmeStep.java", source).service("StepProvider", "acme.AcmeStep");
    }

    private Outcome outcome() {
        if (fault == Fault.THREAD || place.phase() == Phase.DEL) {
            return new Outcome.Succeeds();
        }
        if (fault == Fault.HALT) {
            return new Outcome.NoAnswer(
                    switch (place.phase()) {
                        case LOADING -> Outcome.When.LOADED;
                        case CONFIGURATION, PLANNING -> Outcome.When.PLANNED;
                        case EFFECT, DEL -> Outcome.When.APPLIED;
                    });
        }
        return switch (place.phase()) {
            case LOADING ->
                new Outcome.Refused(
                        BAD_CONFIGURATION,
                        List.of(
                                fault == Fault.OUT_OF_MEMORY ? "ran out of memory" : fault.text(),
                                "acmeStep",
                                "FOLDER/acme.jar"));
            case CONFIGURATION -> refused(BAD_CONFIGURATION);
            case PLANNING, EFFECT, DEL -> refused(STEP_FAILED);
        };
    }

    private Outcome refused(int code) {
        return new Outcome.Refused(
                fault == Fault.OUT_OF_MEMORY ? TRY_AGAIN : code,
                List.of(fault.text(), "acmeStep", "(of FOLDER/acme.jar)"));
    }

    private OfDel ofDel() {
        boolean runs = place.phase() == Phase.LOADING || place.phase() == Phase.DEL || place == Place.QUESTIONS;
        if (fault == Fault.HALT && runs) {
            return OfDel.HALTED;
        }
        // third-party code in a DEL has one common time limit; endless code leaves no time for the undo
        boolean isNotUndone = place == Place.UNDO || (place.phase() == Phase.DEL && fault.isEndless());
        return isNotUndone && fault != Fault.THREAD ? OfDel.OWED : OfDel.CLEAN;
    }

    private OfAgent ofAgent() {
        return switch (fault) {
            case LOOP -> OfAgent.UNFINISHED;
            case EXIT -> OfAgent.EXITS;
            case HALT -> OfAgent.HALTS;
            case OUT_OF_MEMORY -> OfAgent.OUT_OF_MEMORY;
            case CHECKED, UNCHECKED, ERROR, STACK_OVERFLOW, WAIT, THREAD, NULL -> OfAgent.LIVES;
        };
    }

    /**
     * {@return the calls that end the agent which serves them} The next agent does not load the jar, unless the code of the jar halts the
     * process.
     */
    private Set<During> ends() {
        Set<During> ends = EnumSet.noneOf(During.class);
        if (ofAgent() == OfAgent.LIVES) {
            return ends;
        }
        boolean isLogged =
                fault == Fault.OUT_OF_MEMORY; // while a jar is loaded and in a DEL, this error is only logged
        if (place.phase() != Phase.DEL && !(isLogged && place.phase() == Phase.LOADING)) {
            ends.add(During.ADD);
        }
        if ((place.phase() == Phase.DEL || place == Place.QUESTIONS) && !isLogged) {
            ends.add(During.DEL);
        }
        if (fault == Fault.HALT && place.phase() == Phase.LOADING) {
            ends.add(During.DEL);
            ends.add(During.CALL_OF_OTHER_POD);
        }
        return ends;
    }
}
