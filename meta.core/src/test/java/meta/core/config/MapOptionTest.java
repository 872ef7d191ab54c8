package meta.core.config;

import static meta.core.config.SampleType.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import meta.core.cni.InputProblem;
import meta.core.plugin.Origin;
import meta.netlink.Prefix;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks options whose value is an object with keys that the user chooses, and options whose value is a duration. */
class MapOptionTest {
    private static final Option<Map<Prefix, Long>> COSTS = Option.of(
                    "costs",
                    OptionType.mapOf("CIDR", Prefix::parse, OptionType.wholeNumber(1, 9)),
                    Map.of(),
                    "The cost of each subnet.")
            .atTopLevel();
    private static final Option<Duration> WAIT = Option.of(
                    "wait", OptionType.duration(), Duration.ofMillis(500), "The time to wait.")
            .atTopLevel();
    private static final Declarations DECLARATIONS = Declarations.of(
            "sample",
            new Origin.Image(""),
            List.of(COSTS, WAIT, Declarations.SKIP_CALL, Declarations.STEP_TIME_LIMIT),
            List.of());

    private static OptionValues valid(String text) {
        return ((ConfigCheckResult.Valid) ConfigReader.read(json(text), List.of(), DECLARATIONS)).config();
    }

    @Test
    void aMapHasTheKeysAndTheOrderOfTheConfiguration() {
        OptionValues config = valid("{'costs': {'10.9.0.0/16': 2, '10.1.0.0/16': 1, '10.2.0.0/16': null}}");

        assertThat(config.typeOptions().get(COSTS))
                .containsExactly(
                        Map.entry(Prefix.parse("10.9.0.0/16"), 2L), Map.entry(Prefix.parse("10.1.0.0/16"), 1L));
        assertThat(valid("{'costs': {}}").typeOptions().get(COSTS)).isEmpty();
        assertThat(valid("{}").typeOptions().get(WAIT)).isEqualTo(Duration.ofMillis(500));
        assertThat(valid("{'wait': '1m30s'}").typeOptions().get(WAIT)).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'costs': []                     | costs: []: expected object with a CIDR as each key, and as value: integer from 1 to 9
            'costs': {'10.0.0.0/8': 10}     | costs.10.0.0.0/8: 10: expected integer from 1 to 9
            'costs': {'x/8': 1}             | costs: "x/8": "x" is not an IP address; expected as a key: CIDR
            'wait': 5                       | wait: 5: expected duration such as 500ms or 1m30s
            'wait': '5'                     | wait: "5": is not a duration with a unit, such as "500ms"; expected duration such as 500ms or 1m30s
            """)
    void anInvalidKeyOrValueIsNamed(String given, String problem) {
        assertThat(ConfigReader.read(json("{" + given + "}"), List.of(), DECLARATIONS))
                .isInstanceOfSatisfying(
                        ConfigCheckResult.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(InputProblem::toString)
                                .containsExactly(problem));
    }

    @Test
    void theManualDescribesMapsAndDurations() {
        assertThat(Manual.table(DECLARATIONS))
                .contains(
                        "| `costs` | object with a CIDR as each key, and as value: integer from 1 to 9 | none |",
                        "| `wait` | duration such as 500ms or 1m30s | `\"500ms\"` |");
    }
}
