package meta.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import meta.core.plugin.Catalog;
import meta.core.plugin.StepWithOrigin;
import meta.core.plugin.UnusableStepOrJar;
import meta.launcher.call.TestCatalog;
import meta.spi.StepDeclaration;
import meta.spi.testkit.EmptyPlanStep;
import org.junit.jupiter.api.Test;

class InstallCommandTest {
    /** An earlier version of the image may have had the step that this place names. */
    @Test
    void aStepWhosePlaceThisImageLacksCannotBeUsed() {
        Catalog ofImage = TestCatalog.catalog();
        List<StepWithOrigin> steps = new ArrayList<>(ofImage.steps());
        steps.add(StepWithOrigin.ofThirdParty(
                StepDeclaration.of(new EmptyPlanStep("lost"), "A step of this test.")
                        .after("veth", "formerStep"),
                "lost.jar"));
        Catalog catalog = new Catalog(
                ofImage.types(), steps, List.of(new UnusableStepOrJar("", "broken.jar", "is not a zip file")));

        assertThat(InstallCommand.unusable(ofImage)).isEmpty();
        assertThat(InstallCommand.unusable(catalog))
                .containsExactly(
                        "broken.jar: is not a zip file",
                        "lost.jar: step \"lost\" is declared after \"formerStep\", and plugin type \"veth\" has no such step");
    }
}
