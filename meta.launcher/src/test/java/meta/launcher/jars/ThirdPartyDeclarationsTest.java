package meta.launcher.jars;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.core.plugin.StepWithOrigin;
import meta.core.plugin.UnusableStepOrJar;
import meta.spi.StepDeclaration;
import meta.spi.testkit.EmptyPlanStep;
import org.junit.jupiter.api.Test;

class ThirdPartyDeclarationsTest {
    @Test
    void aStepWithAnEmptyNameIsUnusableButNotItsWholeJar() {
        List<StepDeclaration> steps = List.of(
                StepDeclaration.of(new EmptyPlanStep(""), "").whereverListed(),
                StepDeclaration.of(new EmptyPlanStep("acme"), "").whereverListed());

        ThirdPartyDeclarations found = ThirdPartyDeclarations.of(List.of(), List.of(() -> steps), "acme.jar");

        assertThat(found.steps()).hasSize(1);
        assertThat(found.unusable()).extracting(UnusableStepOrJar::name).containsExactly("(empty)");
    }

    @Test
    void aDeclarationWithoutDescriptionIsUnusableButNotItsWholeJar() {
        List<StepDeclaration> steps = List.of(
                StepDeclaration.of(new EmptyPlanStep("silent"), null).whereverListed(),
                StepDeclaration.of(new EmptyPlanStep("acme"), "").whereverListed());

        ThirdPartyDeclarations found = ThirdPartyDeclarations.of(List.of(), List.of(() -> steps), "acme.jar");

        assertThat(found.steps()).extracting(StepWithOrigin::name).containsExactly("acme");
        assertThat(found.unusable()).extracting(UnusableStepOrJar::name).containsExactly("silent");
        assertThat(found.unusable())
                .allSatisfy(each -> assertThat(each.reason())
                        .isEqualTo("a part of the declaration is null: the description of the step"));
    }
}
