package meta.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.spi.StepDeclaration.After;
import meta.spi.StepDeclaration.Before;
import meta.spi.StepDeclaration.ListedBy;
import meta.spi.StepDeclaration.WhereverListed;
import meta.spi.example.JumboFrames;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import org.junit.jupiter.api.Test;

class StepDeclarationTest {
    private static final Option<Boolean> FAST = Option.of("fast", OptionType.flag(), false, "Whether it is fast.");
    private static final StepDeclaration PLAIN = StepDeclaration.of(new JumboFrames(), "Larger packets.");

    @Test
    void aStepIsInNoPipelineAndEnabledByDefault() {
        assertThat(PLAIN.places()).isEmpty();
        assertThat(PLAIN.options()).isEmpty();
        assertThat(PLAIN.enabledByDefault()).isTrue();
    }

    @Test
    void eachPlaceIsAddedAndTheOtherPropertiesStay() {
        StepDeclaration declared = PLAIN.withOptions(List.of(FAST))
                .offByDefault()
                .whereverListed()
                .listedBy("veth")
                .endingThePipelineIf(FAST)
                .after("veth", "setupRoutes")
                .before("router", "tuneSysctl");
        assertThat(declared.places())
                .containsExactly(
                        new WhereverListed(),
                        new ListedBy("veth"),
                        new After("veth", "setupRoutes"),
                        new Before("router", "tuneSysctl"));
        assertThat(declared.options()).containsExactly(FAST);
        assertThat(declared.enabledByDefault()).isFalse();
        assertThat(declared.ending()).contains(FAST);
        assertThat(PLAIN.ending()).isEmpty();
        assertThat(declared.step()).isSameAs(PLAIN.step());
    }
}
