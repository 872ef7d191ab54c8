package meta.core.config;

import static meta.core.config.SampleType.DECLARATIONS;
import static meta.core.config.SampleType.json;
import static meta.core.config.SampleType.problems;
import static meta.core.config.SampleType.valid;
import static meta.core.config.SampleType.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.cni.Problem;
import meta.netlink.Prefix;
import meta.spi.StepDeclaration;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {

    @Test
    void whatIsNotGivenHasItsDefault() {
        NetworkConfig config = valid("{'overlay_hijack_subnet': ['10.244.0.0/16', 'fd00:10::/56']}");

        assertThat(config.skipCall()).isFalse();
        assertThat(config.typeOptions().get(SampleType.SUBNETS))
                .containsExactly(Prefix.parse("10.244.0.0/16"), Prefix.parse("fd00:10::/56"));
        assertThat(config.typeOptions().get(SampleType.TABLE)).isEqualTo(200);
        assertThat(config.options("tuneSysctl").get(SampleType.RP_FILTER)).isEqualTo(new SampleType.RpFilter(false, 2));
        assertThat(config.notes()).isEmpty();
    }

    @Test
    void everythingThatIsWrongComesAtOnce() {
        assertThat(problems("""
                        {'overlay_hijack_subnet': ['10.244.0.0/16', '10.244.128.0/64'],
                         'migrate_route': 2,
                         'migrate_route_table': 254,
                         'rp_filter': {'set_host': 1, 'value': 'x'},
                         'host_route': 'sometimes',
                         'steps': {'setupRoute': {}, 'setupVeth': {'enabled': 'no'}, 'tuneSysctl': true}}"""))
                .containsExactlyInAnyOrder(
                        "overlay_hijack_subnet[1]: \"10.244.128.0/64\": an IPv4 prefix length is 0 to 32",
                        "migrate_route: 2: -1, 0 or 1",
                        "migrate_route_table: 254: a whole number from 1 to 4294967295, but not 253, 254 or 255",
                        "rp_filter.set_host: 1: true or false; write true",
                        "rp_filter.value: \"x\": -1, 0, 1 or 2",
                        "host_route: \"sometimes\": \"auto\", \"always\" or \"never\"",
                        "steps.setupRoute: type \"sample\" has no such step; did you mean \"setupRoutes\"?"
                                + " Its steps are setupVeth, setupRoutes, tuneSysctl, macRewrite and jumboFrames",
                        "steps.setupVeth.enabled: \"no\": true or false; write false, without quotes",
                        "steps.tuneSysctl: true: an object; write {\"enabled\": true}");
    }

    @Test
    void whatIsKnownToBeWrongComesWithTheRest() {
        Problem missing = Problem.missing("prevResult", "the result of the plugin before");

        assertThat(ConfigReader.read(json("{'migrate_route': 7}"), List.of(missing), DECLARATIONS))
                .isInstanceOfSatisfying(
                        CheckedConfig.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(Problem::place)
                                .containsExactly("prevResult", "overlay_hijack_subnet", "migrate_route"));
    }

    @Test
    void anOptionThatIsRequiredIsMissing() {
        assertThat(problems("{}"))
                .containsExactly(
                        "overlay_hijack_subnet: missing; a list, or just one, of: a subnet such as 10.96.0.0/12");
        assertThat(problems("{'overlay_hijack_subnet': null}")).hasSize(1);
    }

    @Test
    void withSkipCallNothingElseIsLookedAt() {
        NetworkConfig config = valid("{'skip_call': true, 'migrate_route': 'x', 'steps': 7}");

        assertThat(config.skipCall()).isTrue();
        assertThat(config.steps()).isEmpty();
    }

    @Test
    void withSkipCallTheProtocolStillHolds() {
        Problem missing = Problem.missing("prevResult", "the result of the plugin before");

        assertThat(ConfigReader.read(json("{'skip_call': true}"), List.of(missing), DECLARATIONS))
                .isEqualTo(new CheckedConfig.Invalid(List.of(missing)));
    }

    @Test
    void aSkipCallThatIsNeitherTrueNorFalseIsNamedOnce() {
        assertThat(problems(with("'skip_call': 'yes'")))
                .containsExactly("skip_call: \"yes\": true or false; write true, without quotes");
    }

    @Test
    void stepsAreTurnedOnAndOff() {
        NetworkConfig config = valid(with("""
                'steps': {'setupRoutes': {'enabled': false}, 'jumboFrames': {'enabled': true, 'mtu': 9000}}"""));

        assertThat(enabled(config)).containsExactly("setupVeth", "tuneSysctl", "jumboFrames");
        assertThat(config.options("jumboFrames").get(SampleType.MTU)).isEqualTo(9000);
    }

    @Test
    void aStepThatIsOffNeedsNoOptions() {
        assertThat(valid(with("'steps': {}")).notes()).isEmpty();
        assertThat(problems(with("'steps': {'jumboFrames': {'enabled': true}}")))
                .containsExactly("steps.jumboFrames.mtu: missing; a whole number from 68 to 65535");
    }

    @Test
    void aStepThatIsOffHasItsOptionsCheckedAllTheSame() {
        assertThat(problems(with("'steps': {'jumboFrames': {'enabled': false, 'mtu': 7}}")))
                .containsExactly("steps.jumboFrames.mtu: 7: a whole number from 68 to 65535");
    }

    @Test
    void optionsOfAStepThatDoesNotExistAreAnError() {
        NetworkConfig config = valid(with("'steps': {}"));

        assertThatThrownBy(() -> config.options("setupRoute"))
                .hasMessageStartingWith("there is no step \"setupRoute\"");
    }

    @Test
    void aKeyThatNobodyReadsIsNotedWithTheNearestOne() {
        assertThat(valid(with("'migrate_ruote': 1, 'colour': 'red'")).notes())
                .containsExactly(
                        "migrate_ruote: nobody reads this key; did you mean \"migrate_route\"?",
                        "colour: nobody reads this key");
    }

    @Test
    void aKeyThatNobodyReadsInsideAStepOrAGroupIsNotedWithItsPath() {
        assertThat(valid(with("'rp_filter': {'valeu': 1}, 'steps': {'jumboFrames': {'mut': 9000}}"))
                        .notes())
                .containsExactly(
                        "rp_filter.valeu: nobody reads this key; did you mean \"value\"?",
                        "steps.jumboFrames.mut: nobody reads this key; did you mean \"mtu\"?");
    }

    @Test
    void theKeysOfTheProtocolAreNotOursToJudge() {
        assertThat(valid(with("""
                        'cniVersion': '1.1.0', 'name': 'lan', 'type': 'sample', 'prevResult': {}, 'args': {}, 'ipMasq': true,
                        'ipam': {}, 'dns': {}, 'capabilities': {}, 'runtimeConfig': {}, 'cni.dev/valid-attachments': []""")).notes()).isEmpty();
    }

    @Test
    void anotherSpellingIsAsGood() {
        assertThat(valid(with("'mac_preifx': '0a:1b'")).options("macRewrite").get(SampleType.PREFIX))
                .isEqualTo("0a:1b");
        assertThat(valid(with("'mac_preifx': '0a:1b', 'mac_prefix': '0a:1b'")).notes())
                .isEmpty();
    }

    @Test
    void twoSpellingsWithDifferentValuesAreAnError() {
        assertThat(problems(with("'mac_preifx': '0a:1b', 'mac_prefix': '0a:1c'")))
                .containsExactly("mac_preifx: \"0a:1b\": another spelling of \"mac_prefix\", which is \"0a:1c\";"
                        + " give only one of them");
    }

    @Test
    void hostBitsAreClearedWithANote() {
        NetworkConfig config = valid("{'overlay_hijack_subnet': [' 10.244.3.7/16 ', 'FD00:10:0::/56']}");

        assertThat(config.typeOptions().get(SampleType.SUBNETS))
                .containsExactly(Prefix.parse("10.244.0.0/16"), Prefix.parse("fd00:10::/56"));
        assertThat(config.notes())
                .containsExactly(
                        "overlay_hijack_subnet[0]: \"10.244.3.7/16\" has host bits set and is taken for 10.244.0.0/16");
    }

    @Test
    void anOptionThatTwoStepsReadIsCheckedOnce() {
        Declarations twice = new Declarations(
                "sample",
                List.of(SampleType.RP_FILTER, Declarations.STEP_TIME_LIMIT),
                List.of(DECLARATIONS.steps().get(2)),
                List.of());

        assertThat(ConfigReader.read(json("{'rp_filter': {'value': 9, 'x': 1}}"), List.of(), twice))
                .isInstanceOfSatisfying(
                        CheckedConfig.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .containsExactly(new Problem("rp_filter.value", "9", "-1, 0, 1 or 2")));
    }

    @Test
    void aLenientReadGivesTheValueOrTheDefault() {
        assertThat(ConfigReader.lenient(table("7"), SampleType.TABLE)).isEqualTo(7);
        assertThat(ConfigReader.lenient(table("254"), SampleType.TABLE)).isEqualTo(200);
        assertThat(ConfigReader.lenient(JsonObject.EMPTY, SampleType.TABLE)).isEqualTo(200);
    }

    @Test
    void aValueThatIsTooLongToPrintIsCut() {
        String line =
                problems(with("'migrate_route': '" + "x".repeat(5000) + "'")).getFirst();

        assertThat(line).hasSizeLessThan(200).startsWith("migrate_route: \"xxx").endsWith("…: -1, 0 or 1");
        assertThat(new Problem("x", new JsonString("y").toString(), "z")).hasToString("x: \"y\": z");
    }

    private static List<String> enabled(NetworkConfig config) {
        return DECLARATIONS.steps().stream()
                .filter(config::isEnabled)
                .map((StepDeclaration declaration) -> declaration.step().name())
                .toList();
    }

    private static JsonObject table(String number) {
        return JsonObject.EMPTY.with("migrate_route_table", new JsonNumber(number));
    }

    @Test
    void ofManyUnknownKeysTheFirstAreNamedAndTheOthersCounted() {
        StringBuilder keys = new StringBuilder("'migrate_ruote': 1");
        for (int i = 0; i < 15_000; i++) {
            keys.append(", 'k").append(i).append("': 1");
        }

        List<String> notes = valid(with(keys.toString())).notes();

        assertThat(notes)
                .hasSize(21)
                .contains("migrate_ruote: nobody reads this key; did you mean \"migrate_route\"?")
                .last()
                .isEqualTo("…: 14981 more keys that nobody reads");
    }

    @Test
    void ofManyUnknownStepsTheFirstAreNamedAndTheOthersCounted() {
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
    void aKeyOfAnyLengthIsNotComparedButCut() {
        String key = "m".repeat(4000);

        assertThat(valid(with("'" + key + "': 1")).notes())
                .singleElement()
                .asString()
                .hasSizeLessThan(3700)
                .endsWith("… and 500 characters more\": nobody reads this key");
    }
}
