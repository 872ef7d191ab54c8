package meta.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import meta.spi.Plan;
import meta.spi.PluginType;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import meta.spi.testkit.EmptyPlanStep;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private final PluginType bridge = type("bridge", "first", "second");

    @Test
    void aPipelineHasTheStepsInTheOrderThatTheTypeLists() {
        assertThat(order(step("second").whereverListed(), step("first").listedBy("bridge")))
                .containsExactly("first", "second");
    }

    @Test
    void aStepThatIsDeclaredForAnotherTypeIsNotInThePipeline() {
        assertThat(order(
                        step("first").listedBy("bridge"),
                        step("first").listedBy("other"),
                        step("second").whereverListed()))
                .containsExactly("first", "second");
    }

    @Test
    void aStepIsPlacedBeforeOrAfterTheStepThatItsDeclarationNames() {
        assertThat(order(
                        step("first").whereverListed(),
                        step("second").whereverListed(),
                        step("last").after("bridge", "second"),
                        step("between").before("bridge", "second"),
                        step("elsewhere").after("other", "second")))
                .containsExactly("first", "between", "second", "last");
    }

    @Test
    void aStepCanBePlacedAfterAStepThatTheTypeDoesNotList() {
        assertThat(order(
                        step("first").whereverListed(),
                        step("second").whereverListed(),
                        step("far").after("bridge", "near"),
                        step("near").after("bridge", "first")))
                .containsExactly("first", "near", "far", "second");
    }

    @Test
    void aListedStepThatIsNotDeclaredIsAnErrorThatNamesTheStep() {
        assertThatThrownBy(() -> order(step("first").whereverListed()))
                .isInstanceOf(BrokenPipelineException.class)
                .hasMessage("plugin type \"bridge\" lists the step \"second\", which is not declared");
    }

    @Test
    void aListedStepThatIsDeclaredTwiceIsAnErrorThatNamesTheStep() {
        assertThatThrownBy(() -> order(
                        step("first").whereverListed(),
                        step("second").whereverListed(),
                        step("second").listedBy("bridge")))
                .hasMessage("plugin type \"bridge\" lists the step \"second\", which is declared 2 times");
    }

    @Test
    void aStepWhosePlaceDoesNotExistIsLeftOutAndTheReasonNamesThePlace() {
        Pipeline pipeline = pipeline(
                step("first").whereverListed(),
                step("second").whereverListed(),
                thirdParty("lost").after("bridge", "thrid"));

        assertThat(names(pipeline)).containsExactly("first", "second");
        assertThat(pipeline.unusable())
                .containsExactly(new UnusableStepOrJar(
                        "lost",
                        "lost.jar",
                        "step \"lost\" is declared after \"thrid\", and plugin type \"bridge\" has no such step"));
    }

    @Test
    void stepsThatFormACycleAreLeftOutAndTheReasonShowsTheCycle() {
        Pipeline pipeline = pipeline(
                step("first").whereverListed(),
                step("second").whereverListed(),
                thirdParty("hen").after("bridge", "egg"),
                thirdParty("egg").before("bridge", "hen"),
                thirdParty("chick").after("bridge", "egg"));

        assertThat(names(pipeline)).containsExactly("first", "second");
        assertThat(pipeline.unusable())
                .extracting(UnusableStepOrJar::toString)
                .containsExactly(
                        "hen.jar: the places of steps form a cycle:"
                                + " \"hen\" is declared after \"egg\" (hen.jar),"
                                + " \"egg\" is declared before \"hen\" (egg.jar)",
                        "egg.jar: the places of steps form a cycle:"
                                + " \"egg\" is declared before \"hen\" (egg.jar),"
                                + " \"hen\" is declared after \"egg\" (hen.jar)",
                        "chick.jar: the places of steps form a cycle:"
                                + " \"egg\" is declared before \"hen\" (egg.jar),"
                                + " \"hen\" is declared after \"egg\" (hen.jar)");
    }

    @Test
    void aThirdPartyStepWithTheNameOfAStepOfTheImageIsNotUsed() {
        Pipeline pipeline = pipeline(
                step("first").whereverListed(),
                thirdParty("first").listedBy("bridge"),
                step("second").whereverListed(),
                thirdParty("second").after("bridge", "first"));

        assertThat(names(pipeline)).containsExactly("first", "second");
        assertThat(pipeline.steps()).noneMatch(step -> step.origin().isThirdParty());
        assertThat(pipeline.unusable())
                .extracting(unusable -> unusable.toString().replace("the image: meta.core", "the image"))
                .containsExactly(
                        "first.jar: step \"first\" is also declared by the image",
                        "second.jar: step \"second\" is also declared by the image");
    }

    @Test
    void twoThirdPartyStepsWithTheSameNameAreBothNotUsed() {
        Pipeline pipeline = pipeline(
                step("first").whereverListed(),
                step("second").whereverListed(),
                thirdParty("twin").after("bridge", "first"),
                thirdParty("twin").before("bridge", "first"));

        assertThat(names(pipeline)).containsExactly("first", "second");
        assertThat(pipeline.unusable()).extracting(UnusableStepOrJar::name).containsExactly("twin", "twin");
    }

    @Test
    void aMissingStepIsReportedWithTheJarsThatCannotBeRead() {
        Catalog catalog = new Catalog(
                List.of(bridge),
                List.of(bound(step("first").whereverListed())),
                List.of(new UnusableStepOrJar("", "second.jar", "is broken")));

        assertThatThrownBy(() -> catalog.pipeline(bridge, List.of()))
                .hasMessageEndingWith("is not declared; second.jar: is broken");
    }

    @Test
    void aThirdPartyStepWhoseOptionHasAKeyWithAnotherMeaningIsNotUsed() {
        Option<Long> mtu = Option.of("veth_mtu", OptionType.wholeNumber(68, 65535), 1500L, "The MTU.")
                .alsoSpelt("mtu_of_veth")
                .atTopLevel();
        StepDeclaration first = step("first").whereverListed().withOptions(List.of(mtu));
        List<Option<?>> common = List.of(flag("log_options"));

        assertThat(conflict(common, first, flag("veth_mtu")))
                .isEqualTo(
                        "step \"acme\" declares the option \"veth_mtu\", a key of step \"first\" (the image), but with another type");
        assertThat(conflict(common, first, flag("own").alsoSpelt("mtu_of_veth")))
                .contains("\"mtu_of_veth\", a key of step \"first\"");
        assertThat(conflict(
                        common,
                        first,
                        Option.of("log_options", OptionType.text("a word", text -> text), "", "")
                                .atTopLevel()))
                .contains("\"log_options\", a key of every plugin type, but with another type");
        assertThat(conflict(
                        common,
                        first,
                        Option.of("step_time_limit", OptionType.wholeNumber(0, 9), 1L, "")
                                .atTopLevel()))
                .contains("\"step_time_limit\", a key of every plugin type");
        assertThat(conflict(common, first, flag("steps"))).endsWith("\"steps\", a key of every plugin type");
        for (String key : List.of("ipam", "prevResult", "cni.dev/attachments")) {
            assertThat(conflict(common, first, flag(key))).endsWith("\"" + key + "\", a key of the CNI protocol");
        }
        assertThat(conflict(common, first, flag("log_options"))).isEmpty();
        assertThat(conflict(
                        common,
                        first,
                        Option.of("veth_mtu", OptionType.wholeNumber(68, 65535), 0L, "")
                                .atTopLevel()))
                .isEmpty();
        assertThat(conflict(common, first, flag("own"))).isEmpty();
        assertThat(conflict(common, first, Option.of("veth_mtu", OptionType.flag(), true, "")))
                .as("below steps.acme")
                .isEmpty();
    }

    private static Option<Boolean> flag(String key) {
        return Option.of(key, OptionType.flag(), false, "A flag.").atTopLevel();
    }

    private String conflict(List<Option<?>> common, StepDeclaration first, Option<?> option) {
        StepDeclaration acme = thirdParty("acme").after("bridge", "first").withOptions(List.of(option));
        Pipeline pipeline = new Catalog(
                        List.of(bridge),
                        List.of(bound(first), bound(step("second").whereverListed()), bound(acme)),
                        List.of())
                .pipeline(bridge, common);
        assertThat(names(pipeline)).containsSubsequence("first", "second");
        assertThat(names(pipeline).contains("acme"))
                .isEqualTo(pipeline.unusable().isEmpty());
        return pipeline.unusable().isEmpty()
                ? ""
                : pipeline.unusable().getFirst().reason().replace("the image: meta.core", "the image");
    }

    @Test
    void twoThirdPartyStepsWhoseOptionsConflictAreBothNotUsed() {
        Pipeline pipeline = pipeline(
                step("first").whereverListed(),
                step("second").whereverListed(),
                thirdParty("one").after("bridge", "first").withOptions(List.of(flag("shared"))),
                thirdParty("other")
                        .after("bridge", "first")
                        .withOptions(List.of(Option.of("shared", OptionType.wholeNumber(0, 9), 1L, "")
                                .atTopLevel())));

        assertThat(names(pipeline)).containsExactly("first", "second");
        assertThat(pipeline.unusable())
                .extracting(UnusableStepOrJar::toString)
                .containsExactly(
                        "one.jar: step \"one\" declares the option \"shared\", a key of step \"other\" (other.jar), but with another type",
                        "other.jar: step \"other\" declares the option \"shared\", a key of step \"one\" (one.jar), but with another type");
    }

    @Test
    void aThirdPartyTypeWhoseOptionHasAKeyOfEveryTypeIsNotUsed() {
        PluginType type = new PluginType() {
            @Override
            public String name() {
                return "acme";
            }

            @Override
            public String description() {
                return "A type of this test.";
            }

            @Override
            public List<String> steps() {
                return List.of();
            }

            @Override
            public List<Option<?>> options() { // at the top level, although not declared so
                return List.of(Option.of("log_options", OptionType.text("a word", text -> text), "", ""));
            }
        };
        Catalog catalog = new Catalog(List.of(ThirdPartyType.of(type, "acme.jar")), List.of(), List.of());

        assertThatThrownBy(() -> catalog.pipeline(catalog.types().getFirst(), List.of(flag("log_options"))))
                .isInstanceOf(BrokenPipelineException.class)
                .hasMessage(
                        "acme.jar: plugin type \"acme\" declares the option \"log_options\", a key of every plugin type, but with another type");
    }

    @Test
    void theParsersOfATypeRunAsCodeOfItsOrigin() {
        PluginType type = new TypeWithoutSteps("acme");
        ThirdPartyType ofThirdParty = ThirdPartyType.of(type, "acme.jar");
        Catalog catalog = new Catalog(List.of(type, ofThirdParty), List.of(), List.of());

        assertThat(catalog.pipeline(ofThirdParty, List.of())
                        .declarations(List.of())
                        .parsers())
                .isEqualTo(ofThirdParty.origin());
        assertThat(catalog.pipeline(type, List.of()).declarations(List.of()).parsers())
                .isEqualTo(Origin.ofImage(type));
    }

    private List<String> order(StepDeclaration... steps) {
        return names(pipeline(steps));
    }

    private Pipeline pipeline(StepDeclaration... steps) {
        return new Catalog(
                        List.of(bridge),
                        Stream.of(steps).map(CatalogTest::bound).toList(),
                        List.of())
                .pipeline(bridge, List.of());
    }

    private static StepWithOrigin bound(StepDeclaration step) {
        return step.step() instanceof OfJar(String name)
                ? StepWithOrigin.ofThirdParty(step, name + ".jar")
                : StepWithOrigin.ofImage(step);
    }

    private static List<String> names(Pipeline pipeline) {
        return pipeline.steps().stream().map(StepWithOrigin::name).toList();
    }

    private static PluginType type(String name, String... steps) {
        return new PluginType() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String description() {
                return "A type of this test.";
            }

            @Override
            public List<String> steps() {
                return List.of(steps);
            }
        };
    }

    private static StepDeclaration step(String name) {
        return StepDeclaration.of(new EmptyPlanStep(name), "A step of this test.");
    }

    private static StepDeclaration thirdParty(String name) {
        return StepDeclaration.of(new OfJar(name), "A step of this test.");
    }

    private record OfJar(String name) implements Step {
        @Override
        public Plan plan(StepContext context) {
            return Plan.NOTHING;
        }
    }
}
