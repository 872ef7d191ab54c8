package meta.core.config;

import static meta.core.config.SampleType.DECLARATIONS;
import static meta.core.config.SampleType.json;
import static meta.core.config.SampleType.problems;
import static meta.core.config.SampleType.valid;
import static meta.core.config.SampleType.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import meta.core.cni.InputProblem;
import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.plugin.Origin;
import meta.netlink.Prefix;
import org.junit.jupiter.api.Test;

/** A configuration that conforms to the declared options is read; any other configuration is rejected with all of its problems. */
class ConfigReaderTest {

    @Test
    void aMissingOptionHasItsDefault() {
        OptionValues config = valid("{'overlay_hijack_subnet': ['10.244.0.0/16', 'fd00:10::/56']}");

        assertThat(config.skipCall()).isFalse();
        assertThat(config.typeOptions().get(SampleType.SUBNETS))
                .containsExactly(Prefix.parse("10.244.0.0/16"), Prefix.parse("fd00:10::/56"));
        assertThat(config.typeOptions().get(SampleType.TABLE)).isEqualTo(200);
        assertThat(config.options("tuneSysctl").get(SampleType.RP_FILTER)).isEqualTo(new SampleType.RpFilter(false, 2));
        assertThat(config.notes()).isEmpty();
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThat(problems("""
                        {'overlay_hijack_subnet': ['10.244.0.0/16', '10.244.128.0/64'],
                         'migrate_route': 2,
                         'migrate_route_table': 254,
                         'rp_filter': {'set_host': 1, 'value': 'x'},
                         'host_route': 'sometimes',
                         'steps': {'setupRoute': {}, 'setupVeth': {'enabled': 'no'}, 'tuneSysctl': true}}"""))
                .containsExactlyInAnyOrder(
                        "overlay_hijack_subnet[1]: \"10.244.128.0/64\": an IPv4 prefix length is 0 to 32",
                        "migrate_route: 2: expected -1, 0 or 1",
                        "migrate_route_table: 254: expected integer from 1 to 4294967295, except 253, 254 and 255",
                        "rp_filter.set_host: 1: expected true or false; write true",
                        "rp_filter.value: \"x\": expected -1, 0, 1 or 2",
                        "host_route: \"sometimes\": expected \"auto\", \"always\" or \"never\"",
                        "steps.setupRoute: type \"sample\" has no such step; did you mean \"setupRoutes\"?"
                                + " Its steps are setupVeth, setupRoutes, tuneSysctl, macRewrite and jumboFrames",
                        "steps.setupVeth.enabled: \"no\": expected true or false; write false, without quotes",
                        "steps.tuneSysctl: true: expected an object; write {\"enabled\": true}");
    }

    @Test
    void earlierProblemsAreReportedTogetherWithTheProblemsOfTheOptions() {
        InputProblem missing = InputProblem.missing("prevResult", "the result of the plugin before");

        assertThat(ConfigReader.read(json("{'migrate_route': 7}"), List.of(missing), DECLARATIONS))
                .isInstanceOfSatisfying(
                        ConfigCheckResult.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(InputProblem::place)
                                .containsExactly("prevResult", "overlay_hijack_subnet", "migrate_route"));
    }

    @Test
    void aMissingRequiredOptionIsReported() {
        assertThat(problems("{}")).containsExactly("overlay_hijack_subnet: missing; expected CIDR or list of CIDRs");
        assertThat(problems("{'overlay_hijack_subnet': null}")).hasSize(1);
    }

    @Test
    void withSkipCallAllOtherOptionsAreIgnored() {
        OptionValues config = valid("{'skip_call': true, 'migrate_route': 'x', 'steps': 7}");

        assertThat(config.skipCall()).isTrue();
        assertThat(config.steps()).isEmpty();
    }

    @Test
    void withSkipCallEarlierProblemsAreStillReported() {
        InputProblem missing = InputProblem.missing("prevResult", "the result of the plugin before");

        assertThat(ConfigReader.read(json("{'skip_call': true}"), List.of(missing), DECLARATIONS))
                .isEqualTo(new ConfigCheckResult.Invalid(List.of(missing)));
    }

    @Test
    void anInvalidSkipCallIsReportedOnce() {
        assertThat(problems(with("'skip_call': 'yes'")))
                .containsExactly("skip_call: \"yes\": expected true or false; write true, without quotes");
    }

    @Test
    void stepsAreEnabledAndDisabled() {
        OptionValues config = valid(with("""
                'steps': {'setupRoutes': {'enabled': false}, 'jumboFrames': {'enabled': true, 'mtu': 9000}}"""));

        assertThat(enabled(config)).containsExactly("setupVeth", "tuneSysctl", "jumboFrames");
        assertThat(config.options("jumboFrames").get(SampleType.MTU)).isEqualTo(9000);
    }

    @Test
    void aDisabledStepNeedsNoRequiredOptions() {
        assertThat(valid(with("'steps': {}")).notes()).isEmpty();
        assertThat(problems(with("'steps': {'jumboFrames': {'enabled': true}}")))
                .containsExactly("steps.jumboFrames.mtu: missing; expected integer from 68 to 65535");
    }

    @Test
    void theOptionsOfADisabledStepAreChecked() {
        assertThat(problems(with("'steps': {'jumboFrames': {'enabled': false, 'mtu': 7}}")))
                .containsExactly("steps.jumboFrames.mtu: 7: expected integer from 68 to 65535");
    }

    @Test
    void askingForOptionsOfAnUnknownStepThrows() {
        OptionValues config = valid(with("'steps': {}"));

        assertThatThrownBy(() -> config.options("setupRoute")).hasMessageStartingWith("no step \"setupRoute\"");
    }

    @Test
    void anUnknownKeyIsNotedWithTheNearestKnownKey() {
        assertThat(valid(with("'migrate_ruote': 1, 'colour': 'red'")).notes())
                .containsExactly("migrate_ruote: unknown key; did you mean \"migrate_route\"?", "colour: unknown key");
    }

    @Test
    void anUnknownKeyOfAStepOrAGroupIsNotedWithItsPath() {
        assertThat(valid(with("'rp_filter': {'valeu': 1}, 'steps': {'jumboFrames': {'mut': 9000}}"))
                        .notes())
                .containsExactly(
                        "rp_filter.valeu: unknown key; did you mean \"value\"?",
                        "steps.jumboFrames.mut: unknown key; did you mean \"mtu\"?");
    }

    @Test
    void theKeysOfTheCniSpecAreNotNotedAsUnknown() {
        assertThat(valid(with("""
                        'cniVersion': '1.1.0', 'name': 'lan', 'type': 'sample', 'prevResult': {}, 'args': {}, 'ipMasq': true,
                        'ipam': {}, 'dns': {}, 'capabilities': {}, 'runtimeConfig': {}, 'cni.dev/valid-attachments': []""")).notes()).isEmpty();
    }

    @Test
    void anotherSpellingIsAccepted() {
        assertThat(valid(with("'mac_preifx': '0a:1b'")).options("macRewrite").get(SampleType.PREFIX))
                .isEqualTo("0a:1b");
        assertThat(valid(with("'mac_preifx': '0a:1b', 'mac_prefix': '0a:1b'")).notes())
                .isEmpty();
    }

    @Test
    void twoSpellingsWithDifferentValuesAreAnError() {
        assertThat(problems(with("'mac_preifx': '0a:1b', 'mac_prefix': '0a:1c'")))
                .containsExactly("mac_preifx: \"0a:1b\": conflicts with \"mac_prefix\", which is \"0a:1c\";"
                        + " give only one of them");
    }

    @Test
    void hostBitsAreClearedWithANote() {
        OptionValues config = valid("{'overlay_hijack_subnet': [' 10.244.3.7/16 ', 'FD00:10:0::/56']}");

        assertThat(config.typeOptions().get(SampleType.SUBNETS))
                .containsExactly(Prefix.parse("10.244.0.0/16"), Prefix.parse("fd00:10::/56"));
        assertThat(config.notes())
                .containsExactly(
                        "overlay_hijack_subnet[0]: \"10.244.3.7/16\" has host bits set; 10.244.0.0/16 is used");
    }

    @Test
    void anOptionThatTheTypeAndAStepDeclareIsCheckedOnce() {
        Declarations twice = Declarations.of(
                "sample",
                new Origin.Image(""),
                List.of(SampleType.RP_FILTER, Declarations.STEP_TIME_LIMIT),
                List.of(DECLARATIONS.steps().get(2)));

        assertThat(ConfigReader.read(json("{'rp_filter': {'value': 9, 'x': 1}}"), List.of(), twice))
                .isInstanceOfSatisfying(
                        ConfigCheckResult.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .containsExactly(new InputProblem("rp_filter.value", "9", "expected -1, 0, 1 or 2")));
    }

    @Test
    void aLenientReadReturnsTheValueOrTheDefault() {
        assertThat(ConfigReader.lenient(table("7"), NodeTypeOptions.NONE, SampleType.TABLE))
                .isEqualTo(7);
        assertThat(ConfigReader.lenient(table("254"), NodeTypeOptions.NONE, SampleType.TABLE))
                .isEqualTo(200);
        assertThat(ConfigReader.lenient(JsonObject.EMPTY, NodeTypeOptions.NONE, SampleType.TABLE))
                .isEqualTo(200);
    }

    @Test
    void aLongValueIsCut() {
        String line =
                problems(with("'migrate_route': '" + "x".repeat(5000) + "'")).getFirst();

        assertThat(line).hasSizeLessThan(200).startsWith("migrate_route: \"xxx").endsWith("…: expected -1, 0 or 1");
        assertThat(new InputProblem("x", new JsonString("y").toString(), "z")).hasToString("x: \"y\": z");
    }

    private static List<String> enabled(OptionValues config) {
        return DECLARATIONS.steps().stream()
                .map(StepConfigSchema::name)
                .filter(config::isEnabled)
                .toList();
    }

    private static JsonObject table(String number) {
        return JsonObject.EMPTY.with("migrate_route_table", new JsonNumber(number));
    }

    @Test
    void theFirstUnknownKeysAreNamedAndTheOthersCounted() {
        StringBuilder keys = new StringBuilder("'migrate_ruote': 1");
        for (int i = 0; i < 15_000; i++) {
            keys.append(", 'k").append(i).append("': 1");
        }

        List<String> notes = valid(with(keys.toString())).notes();

        assertThat(notes)
                .hasSize(21)
                .contains("migrate_ruote: unknown key; did you mean \"migrate_route\"?")
                .last()
                .isEqualTo("…: 14981 more unknown keys");
    }

    @Test
    void theFirstUnknownStepsAreNamedAndTheOthersCounted() {
        StringBuilder steps = new StringBuilder("'s': {}");
        for (int i = 0; i < 15_000; i++) {
            steps.append(", 's").append(i).append("': {}");
        }

        assertThat(problems(with("'steps': {" + steps + "}")))
                .hasSize(21)
                .last()
                .isEqualTo("steps: 14981 more steps that the type does not have");
    }

    @Test
    void aLongUnknownKeyIsCutAndHasNoSuggestion() {
        String key = "m".repeat(4000);

        assertThat(valid(with("'" + key + "': 1")).notes())
                .singleElement()
                .asString()
                .hasSizeLessThan(3700)
                .endsWith("… and 500 characters more\": unknown key");
    }
}
