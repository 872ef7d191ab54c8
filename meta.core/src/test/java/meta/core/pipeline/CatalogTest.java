package meta.core.pipeline;

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
    void aPlaceBesideAStepThatDoesNotExistIsAnErrorThatNamesBoth() {
        assertThatThrownBy(() -> order(
                        step("first").whereverListed(),
                        step("second").whereverListed(),
                        step("lost").after("bridge", "thrid")))
                .hasMessage(
                        "the step \"lost\" wants a place beside \"thrid\", which plugin type \"bridge\" does not have");
    }

    private List<String> order(StepDeclaration... steps) {
        return new Catalog(List.of(bridge), List.of(steps))
                .pipeline(bridge).steps().stream()
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
        return StepDeclaration.of(
                new Step() {
                    @Override
                    public String name() {
                        return name;
                    }

                    @Override
                    public Plan plan(StepContext context) {
                        return Plan.NOTHING;
                    }
                },
                "A step of this test.");
    }
}
