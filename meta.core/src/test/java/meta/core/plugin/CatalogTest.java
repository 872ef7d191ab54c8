package meta.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import meta.spi.Plan;
import meta.spi.PluginType;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.StepDeclaration;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private final PluginType bridge = type("bridge", "first", "second");

    @Test
    void aPipelineHasTheStepsOfItsTypeInTheOrderOfTheList() {
        assertThat(order(step("second").whereverListed(), step("first").listedBy("bridge")))
                .containsExactly("first", "second");
    }

    @Test
    void aStepListedByAnotherTypeIsNotTakenForThisOnes() {
        assertThat(order(
                        step("first").listedBy("bridge"),
                        step("first").listedBy("other"),
                        step("second").whereverListed()))
                .containsExactly("first", "second");
    }

    @Test
    void aStepOfAThirdPartyStandsWhereItHasAskedTo() {
        assertThat(order(
                        step("first").whereverListed(),
                        step("second").whereverListed(),
                        step("last").after("bridge", "second"),
                        step("between").before("bridge", "second"),
                        step("elsewhere").after("other", "second")))
                .containsExactly("first", "between", "second", "last");
    }

    @Test
    void aStepOfAThirdPartyMayStandBesideAnother() {
        assertThat(order(
                        step("first").whereverListed(),
                        step("second").whereverListed(),
                        step("far").after("bridge", "near"),
                        step("near").after("bridge", "first")))
                .containsExactly("first", "near", "far", "second");
    }

    @Test
    void aListedStepThatNobodyBringsIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> order(step("first").whereverListed()))
                .isInstanceOf(BrokenPipelineException.class)
                .hasMessage("plugin type \"bridge\" lists the step \"second\", of which there is none");
    }

    @Test
    void aListedStepThatIsThereTwiceIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> order(
                        step("first").whereverListed(),
                        step("second").whereverListed(),
                        step("second").listedBy("bridge")))
                .hasMessage("plugin type \"bridge\" lists the step \"second\", of which there are 2");
    }

    @Test
    void aStepWhosePlaceDoesNotExistIsLeftOutAndSaysWhatItWanted() {
        Pipeline pipeline = pipeline(
                step("first").whereverListed(),
                step("second").whereverListed(),
                foreign("lost").after("bridge", "thrid"));

        assertThat(names(pipeline)).containsExactly("first", "second");
        assertThat(pipeline.unusable())
                .containsExactly(
                        new Unusable(
                                "lost",
                                "lost.jar",
                                "the step \"lost\" wants a place beside \"thrid\", which plugin type \"bridge\" does not have"));
    }

    @Test
    void stepsThatWantTheirPlacesBesideEachOtherAreLeftOutAndTheCircleIsShown() {
        Pipeline pipeline = pipeline(
                step("first").whereverListed(),
                step("second").whereverListed(),
                foreign("hen").after("bridge", "egg"),
                foreign("egg").before("bridge", "hen"),
                foreign("chick").after("bridge", "egg"));

        assertThat(names(pipeline)).containsExactly("first", "second");
        assertThat(pipeline.unusable())
                .extracting(Unusable::toString)
                .containsExactly(
                        "hen.jar: steps want their places beside each other in a circle:"
                                + " \"hen\" after \"egg\" (hen.jar), \"egg\" before \"hen\" (egg.jar)",
                        "egg.jar: steps want their places beside each other in a circle:"
                                + " \"egg\" before \"hen\" (egg.jar), \"hen\" after \"egg\" (hen.jar)",
                        "chick.jar: steps want their places beside each other in a circle:"
                                + " \"egg\" before \"hen\" (egg.jar), \"hen\" after \"egg\" (hen.jar)");
    }

    @Test
    void aThirdPartyCannotTakeTheNameOfAStepOfTheImage() {
        Pipeline pipeline = pipeline(
                step("first").whereverListed(),
                foreign("first").listedBy("bridge"),
                step("second").whereverListed(),
                foreign("second").after("bridge", "first"));

        assertThat(names(pipeline)).containsExactly("first", "second");
        assertThat(pipeline.steps()).noneMatch(declaration -> declaration.step() instanceof ThirdPartyStep);
        assertThat(pipeline.unusable())
                .extracting(Unusable::toString)
                .containsExactly(
                        "first.jar: the step \"first\" is there already, from the image",
                        "second.jar: the step \"second\" is there already, from the image");
    }

    @Test
    void ofTwoStepsOfOneNameFromThirdPartiesNeitherIsUsed() {
        Pipeline pipeline = pipeline(
                step("first").whereverListed(),
                step("second").whereverListed(),
                foreign("twin").after("bridge", "first"),
                foreign("twin").before("bridge", "first"));

        assertThat(names(pipeline)).containsExactly("first", "second");
        assertThat(pipeline.unusable()).extracting(Unusable::name).containsExactly("twin", "twin");
    }

    @Test
    void whatNobodyHasReadMayBeAStepThatTheTypeMisses() {
        Catalog catalog = new Catalog(
                List.of(bridge),
                List.of(step("first").whereverListed()),
                List.of(new Unusable("", "second.jar", "is broken")));

        assertThatThrownBy(() -> catalog.pipeline(bridge)).hasMessageEndingWith("is none; second.jar: is broken");
    }

    private List<String> order(StepDeclaration... steps) {
        return names(pipeline(steps));
    }

    private Pipeline pipeline(StepDeclaration... steps) {
        return Catalog.of(List.of(bridge), List.of(steps)).pipeline(bridge);
    }

    private static List<String> names(Pipeline pipeline) {
        return pipeline.steps().stream()
                .map(declaration -> declaration.step().name())
                .toList();
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
        return StepDeclaration.of(new Named(name), "A step of this test.");
    }

    private static StepDeclaration foreign(String name) {
        return StepDeclaration.of(new ThirdPartyStep(new Named(name), name, name + ".jar"), "A step of this test.");
    }

    private record Named(String name) implements Step {
        @Override
        public Plan plan(StepContext context) {
            return Plan.NOTHING;
        }
    }
}
