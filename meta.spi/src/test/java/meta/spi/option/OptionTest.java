package meta.spi.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.Function;
import meta.netlink.Prefix;
import org.junit.jupiter.api.Test;

class OptionTest {
    private static final Option<Long> MTU = Option.of("mtu", OptionType.wholeNumber(68, 65535), 1500L, "The MTU.");

    @Test
    void anOptionBelongsToItsStepByDefault() {
        assertThat(MTU.location()).isEqualTo(Option.Location.STEP);
        assertThat(MTU.atTopLevel().location()).isEqualTo(Option.Location.TOP_LEVEL);
        assertThat(MTU.presence()).isEqualTo(new Option.Default<>(1500L));
        assertThat(Option.required("mtu", MTU.type(), "The MTU.").presence()).isEqualTo(new Option.Required<>());
    }

    @Test
    void otherSpellingsChangeNothingElse() {
        Option<Long> spelt = MTU.alsoSpelt("MTU", "mut").atTopLevel();
        assertThat(spelt.otherKeys()).containsExactly("MTU", "mut");
        assertThat(spelt.key()).isEqualTo("mtu");
        assertThat(spelt.type()).isEqualTo(MTU.type());
    }

    @Test
    void needingAnotherOptionChangesNothingElse() {
        Option<Boolean> fast = Option.of("fast", OptionType.flag(), false, "Whether it is fast.");
        Option<Long> needing = MTU.needing(fast).alsoSpelt("MTU").atTopLevel();
        assertThat(needing.needs()).containsExactly(fast);
        assertThat(needing.otherKeys()).containsExactly("MTU");
        assertThat(needing.location()).isEqualTo(Option.Location.TOP_LEVEL);
        assertThat(MTU.needs()).isEmpty();
    }

    @Test
    void subnetsAreTrimmedAndTheirHostBitsCleared() {
        assertThat(parser(OptionType.subnets()).apply(" 10.96.3.4/12 ")).isEqualTo(Prefix.parse("10.96.0.0/12"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parser(OptionType.subnets()).apply("10.244.128.0/64"))
                .withMessage("\"10.244.128.0/64\": an IPv4 prefix length is 0 to 32");
    }

    @SuppressWarnings("unchecked") // the element of subnets is text
    private static Function<String, Prefix> parser(OptionType<List<Prefix>> subnets) {
        return ((OptionType.Text<Prefix>) ((OptionType.ListOf<Prefix>) subnets).element()).parser();
    }
}
