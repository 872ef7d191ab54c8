package meta.spi.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepOptionsTest {
    private static final Option<Long> MTU = Option.of("mtu", OptionType.wholeNumber(68, 65535), 1500L, "The MTU.");
    private static final Option<Boolean> FAST = Option.required("fast", OptionType.flag(), "Whether it is fast.");
    private static final StepOptions DEFAULTS = StepOptions.defaults(List.of(MTU, FAST));

    @Test
    void anOptionThatIsNotGivenHasItsDefault() {
        assertThat(DEFAULTS.get(MTU)).isEqualTo(1500);
    }

    @Test
    void aGivenValueReplacesOnlyTheDefaultOfItsOption() {
        StepOptions given = DEFAULTS.with(MTU, 9000L).with(FAST, true);
        assertThat(given.get(MTU)).isEqualTo(9000);
        assertThat(given.get(FAST)).isTrue();
        assertThat(DEFAULTS.get(MTU)).isEqualTo(1500);
        assertThat(given.toString()).contains("mtu=9000", "fast=true");
    }

    @Test
    void aRequiredOptionThatIsNotGivenIsNotFound() {
        assertThat(DEFAULTS.find(FAST)).isEmpty();
        assertThat(DEFAULTS.with(FAST, true).find(FAST)).contains(true);
        assertThat(DEFAULTS.find(MTU)).contains(1500L);
    }

    @Test
    void anOptionWithoutADefaultHasNoValueUntilItIsGiven() {
        Option<Long> queue = Option.optional("queue", MTU.type(), "The queue. Default: that of the kernel.");
        StepOptions defaults = StepOptions.defaults(List.of(queue));

        assertThat(defaults.find(queue)).isEmpty();
        assertThat(defaults.with(queue, 70L).find(queue)).contains(70L);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.get(queue))
                .withMessage("option \"queue\" has neither a value nor a default; use find() if it may be missing");
    }

    @Test
    void gettingAnUndeclaredOptionIsAnError() {
        Option<Long> undeclared = Option.of("size", MTU.type(), 1L, "The size.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.get(undeclared))
                .withMessage("option \"size\" was not declared");
    }
}
