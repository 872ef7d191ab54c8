package meta.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import meta.core.cni.InputProblem;
import meta.core.plugin.Origin;
import meta.core.plugin.StepWithOrigin;
import meta.netlink.Prefix;
import meta.spi.StepDeclaration;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import meta.spi.testkit.EmptyPlanStep;
import org.junit.jupiter.api.Test;

/**
 * A configuration is rejected with the name of a jar in two cases. First, the parser of a third party's option fails or does not return.
 * Second, the configuration names a step whose jar cannot be used.
 */
class ThirdPartyOptionsTest {
    @Test
    void aValueIsReadByTheThirdPartysParser() {
        assertThat(problems("{'steps': {'acme': {'word': 'x'}}}", String::strip))
                .isEmpty();
    }

    @Test
    void aValueThatTheParserRejectsIsAProblem() {
        assertThat(problems("{'steps': {'acme': {'word': 'x'}}}", _ -> {
                    throw new IllegalArgumentException("it is no word");
                }))
                .containsExactly("steps.acme.word: \"x\": it is no word; expected word");
    }

    @Test
    void anyOtherExceptionOfTheParserNamesStepAndJar() {
        assertThat(problems("{'steps': {'acme': {'word': 'x'}}}", _ -> {
                    throw new IllegalStateException("no luck");
                }))
                .singleElement()
                .asString()
                .startsWith("steps.acme: {\"word\":\"x\"}: threw java.lang.IllegalStateException: no luck at ")
                .endsWith("(of acme.jar)");
        assertThat(problems("{'steps': {'acme': {'word': 'x'}}}", _ -> null))
                .singleElement()
                .asString()
                .contains("threw java.lang.NullPointerException: the result of an option's parser");
    }

    @Test
    void aParserThatNeverReturnsIsAbandonedAfterTheTimeout() {
        assertThat(problems(
                        "{'step_time_limit': '2s', 'steps': {'acme': {'word': 'x'}}}",
                        ThirdPartyOptionsTest::neverReturned))
                .singleElement()
                .asString()
                .contains("did not return within 2000 ms")
                .endsWith("(of acme.jar)");
    }

    /** Returns only after its thread is interrupted. */
    private static String neverReturned(String word) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return word;
    }

    /** Waits also if the thread has been interrupted. */
    private static void awaitUninterruptibly(CountDownLatch latch) {
        Thread.interrupted();
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatAnAbandonedParserFindsIsIgnored() throws InterruptedException {
        Thread[] abandoned = new Thread[1];
        CountDownLatch nextIsRead = new CountDownLatch(1);
        Option<String> late = Option.of(
                "word",
                OptionType.text("a word", _ -> {
                    abandoned[0] = Thread.currentThread();
                    String found = neverReturned("too late");
                    awaitUninterruptibly(nextIsRead);
                    throw new IllegalArgumentException(found);
                }),
                "none",
                "A word.");
        Option<String> next = Option.of(
                "word",
                OptionType.text("a word", word -> {
                    nextIsRead.countDown();
                    return awaited(abandoned[0], word);
                }),
                "none",
                "A word.");
        Declarations declarations = new Declarations(
                "sample",
                new Origin.Image(""),
                List.of(Declarations.STEP_TIME_LIMIT),
                List.of(schema("late", late), schema("next", next)),
                Map.of(),
                List.of());

        assertThat(problems(
                        "{'step_time_limit': '1s', 'steps': {'late': {'word': 'x'}, 'next': {'word': 'x'}}}",
                        declarations))
                .singleElement()
                .asString()
                .contains("did not return within 1000 ms")
                .endsWith("(of late.jar)");
    }

    private static StepConfigSchema schema(String name, Option<?> option) {
        StepDeclaration step =
                StepDeclaration.of(new EmptyPlanStep(name), "Of a test.").withOptions(List.of(option));
        return StepWithOrigin.ofThirdParty(step, name + ".jar").configurable();
    }

    private static String awaited(Thread thread, String word) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return word;
    }

    @Test
    void anyOtherExceptionOfTheParserOfATypeNamesTypeAndJar() {
        assertThat(problemsOfType("{'word': 'x'}", _ -> {
                    throw new IllegalStateException("no luck");
                }))
                .singleElement()
                .asString()
                .startsWith("type: \"acme\": threw java.lang.IllegalStateException: no luck at ")
                .endsWith("(of acme.jar)");
    }

    @Test
    void aParserOfATypeThatNeverReturnsIsAbandonedAfterTheTimeout() {
        assertThat(problemsOfType("{'step_time_limit': '2s', 'word': 'x'}", ThirdPartyOptionsTest::neverReturned))
                .singleElement()
                .asString()
                .contains("did not return within 2000 ms")
                .endsWith("(of acme.jar)");
    }

    /** The notation need not be a CIDR: a third party's parser can accept any text before the slash. */
    @Test
    void aPrefixMayHaveTheNotationOfTheParser() {
        assertThat(problemsOfType("{'word': 'pods/16'}", _ -> Prefix.parse("10.244.0.0/16")))
                .isEmpty();
    }

    @Test
    void aConfigurationThatNamesAnUnusableStepGetsTheReason() {
        assertThat(problems("{'steps': {'twin': {}}}", String::strip))
                .containsExactly("steps.twin: twin.jar: is there twice");
        assertThat(problems("{'steps': {'twin': {'enabled': false}}}", String::strip))
                .isEmpty();
    }

    @Test
    void anUnknownStepIsReportedWithTheJarsThatCannotBeRead() {
        assertThat(problems("{'steps': {'zzz': {}}}", String::strip))
                .containsExactly("steps.zzz: type \"sample\" has no such step; its steps are acme;"
                        + " the step may be in a jar that cannot be used: text.jar: is no jar");
    }

    @Test
    void aDefaultThatCannotBeShownIsDescribedByItsError() {
        Object value = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no luck");
            }
        };
        Option<Object> thing = Option.of("thing", OptionType.text("a thing", Object.class::cast), value, "A thing.");
        StepDeclaration acme =
                StepDeclaration.of(new EmptyPlanStep("acme"), "Of a test.").withOptions(List.of(thing));

        assertThat(OptionDoc.ofStep(
                        StepWithOrigin.ofThirdParty(acme, "acme.jar").configurable()))
                .extracting(OptionDoc::byDefault)
                .contains(new OptionDoc.Default.Remark("cannot be shown: java.lang.IllegalStateException: no luck"));
    }

    private static List<String> problems(String text, Function<String, String> parser) {
        Option<String> word = Option.of("word", OptionType.text("a word", parser), "none", "A word.");
        StepDeclaration acme =
                StepDeclaration.of(new EmptyPlanStep("acme"), "Of a test.").withOptions(List.of(word));
        Declarations declarations = new Declarations(
                "sample",
                new Origin.Image(""),
                List.of(Declarations.STEP_TIME_LIMIT),
                List.of(StepWithOrigin.ofThirdParty(acme, "acme.jar").configurable()),
                Map.of("twin", "twin.jar: is there twice"),
                List.of("text.jar: is no jar"));
        return problems(text, declarations);
    }

    private static <T> List<String> problemsOfType(String text, Function<String, T> parser) {
        Option<T> word = Option.required("word", OptionType.text("a word", parser), "A word.")
                .atTopLevel();
        Origin ofThirdParty = Origin.ofThirdParty(new EmptyPlanStep("acme"), "acme.jar");
        return problems(
                text, Declarations.of("acme", ofThirdParty, List.of(word, Declarations.STEP_TIME_LIMIT), List.of()));
    }

    private static List<String> problems(String text, Declarations declarations) {
        return switch (ConfigReader.read(SampleType.json(text), List.of(), declarations)) {
            case ConfigCheckResult.Valid _ -> List.of();
            case ConfigCheckResult.Invalid(List<InputProblem> problems) ->
                problems.stream().map(InputProblem::toString).toList();
        };
    }
}
