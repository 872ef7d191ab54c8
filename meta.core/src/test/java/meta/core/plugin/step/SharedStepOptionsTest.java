package meta.core.plugin.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import meta.core.cni.InputProblem;
import meta.core.cni.JsonReadResult;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.config.ConfigCheckResult;
import meta.core.config.ConfigReader;
import meta.core.config.Declarations;
import meta.core.config.OptionValues;
import meta.core.config.StepConfigSchema;
import meta.core.plugin.Origin;
import meta.core.plugin.StepWithOrigin;
import meta.spi.option.GoDuration;
import meta.spi.option.Option;
import meta.spi.routing.ClusterOptions;
import org.junit.jupiter.api.Test;

class SharedStepOptionsTest {
    private static final Declarations DECLARATIONS = Declarations.of(
            "sample",
            new Origin.Image(""),
            options(),
            new SharedStepProvider()
                    .steps().stream()
                            .map(step -> StepWithOrigin.ofImage(step).configurable())
                            .toList());
    private static final String SUBNETS =
            "'overlay_hijack_subnet': '10.244.0.0/16', 'service_hijack_subnet': '10.96.0.0/12'";

    @Test
    void probesAndTheMacRewriteAreOffByDefault() {
        OptionValues config = valid("{" + SUBNETS + "}");
        assertThat(conflict(config))
                .isEqualTo(new DetectConflict.Options(false, new GoDuration(Duration.ofSeconds(1)), 3));
        assertThat(config.options("macRewrite").get(MacRewrite.Options.PREFIX)).isEmpty();
    }

    @Test
    void theIntervalOfProbesIsAGoDuration() {
        OptionValues config =
                valid("{" + SUBNETS + ", 'ip_conflict': {'enabled': true, 'interval': '500ms', 'retries': 1}}");
        assertThat(conflict(config))
                .isEqualTo(new DetectConflict.Options(true, new GoDuration(Duration.ofMillis(500)), 1));
    }

    @Test
    void anInvalidIntervalOrNumberOfProbesIsReported() {
        assertThat(problems("{" + SUBNETS + ", 'ip_conflict': {'enabled': 1, 'interval': '0s', 'retries': 0}}"))
                .containsExactly(
                        "ip_conflict.enabled: 1: expected true or false; write true",
                        "ip_conflict.interval: \"0s\": is zero or longer than 1m;"
                                + " expected duration of at most 1m, e.g. `500ms` or `1s`",
                        "ip_conflict.retries: 0: expected integer from 1 to 100");
    }

    @Test
    void theGoPluginsSpellingOfMacPrefixIsAccepted() {
        assertThat(valid("{" + SUBNETS + ", 'mac_preifx': '0a:1b'}")
                        .options("macRewrite")
                        .get(MacRewrite.Options.PREFIX))
                .contains(MacPrefix.parse("0a:1b"));
        assertThat(problems("{" + SUBNETS + ", 'mac_prefix': '0a:1b', 'mac_preifx': '0a:1c'}"))
                .hasSize(1);
        assertThat(valid("{" + SUBNETS + ", 'mac_prefix': ''}")
                        .options("macRewrite")
                        .get(MacRewrite.Options.PREFIX))
                .isEmpty();
    }

    @Test
    void aMulticastPrefixIsRejected() {
        assertThat(problems("{" + SUBNETS + ", 'mac_prefix': '01:00', 'only_op_mac': true}"))
                .containsExactly("mac_prefix: \"01:00\": is the beginning of multicast addresses; expected two bytes"
                        + " such as `0a:1b`, or an empty string");
    }

    @Test
    void withOnlyOpMacThePipelineEndsAndNeedsNoSubnets() {
        OptionValues config = valid("{'only_op_mac': true, 'mac_preifx': '0a-1b'}");
        for (StepConfigSchema step : DECLARATIONS.steps()) {
            String name = step.name();
            assertThat(config.isEnabled(name))
                    .as(name)
                    .isEqualTo(List.of("detectConflict", "macRewrite").contains(name));
        }
        assertThat(ClusterOptions.policy(config.typeOptions()).hijacked()).isEmpty();
    }

    @Test
    void withOnlyOpMacTheOptionsOfLaterStepsAreStillChecked() {
        assertThat(problems("{'only_op_mac': true, 'mac_prefix': '0a:1b', 'overlay_hijack_subnet': 7, 'rp_filter': 9}"))
                .hasSize(2);
    }

    @Test
    void onlyOpMacRequiresAPrefix() {
        String problem = "only_op_mac: true: requires \"mac_prefix\"";
        assertThat(problems("{'only_op_mac': true}")).containsExactly(problem);
        assertThat(problems("{'only_op_mac': true, 'mac_prefix': ''}")).containsExactly(problem);
        valid("{" + SUBNETS + ", 'only_op_mac': false}");
    }

    private static List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(ClusterOptions.ALL);
        options.add(Declarations.SKIP_CALL);
        options.add(Declarations.STEP_TIME_LIMIT);
        return options;
    }

    private static DetectConflict.Options conflict(OptionValues config) {
        return config.options("detectConflict").get(DetectConflict.Options.CHOICE);
    }

    private static OptionValues valid(String text) {
        return switch (read(text)) {
            case ConfigCheckResult.Valid(OptionValues config) -> config;
            case ConfigCheckResult.Invalid invalid -> throw new AssertionError(invalid);
        };
    }

    private static List<String> problems(String text) {
        return switch (read(text)) {
            case ConfigCheckResult.Valid(OptionValues config) -> throw new AssertionError(config);
            case ConfigCheckResult.Invalid(List<InputProblem> problems) ->
                problems.stream().map(InputProblem::toString).toList();
        };
    }

    private static ConfigCheckResult read(String text) {
        if (JsonReader.read(text.replace('\'', '"').getBytes(UTF_8)) instanceof JsonReadResult.Valid(JsonObject json)) {
            return ConfigReader.read(json, List.of(), DECLARATIONS);
        }
        throw new AssertionError(text);
    }
}
