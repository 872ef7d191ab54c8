package meta.core.config;

import static meta.core.config.SampleType.DECLARATIONS;
import static meta.core.config.SampleType.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meta.core.cni.InputProblem;
import meta.netlink.Prefix;
import org.junit.jupiter.api.Test;

/** Options of the node apply only where the network configuration does not have their key, or has it with the value {@code null}. */
class NodeTypeOptionsTest {
    private static final String ORIGIN = "defaults.json: options.sample";
    private static final String SUBNET = "{'overlay_hijack_subnet': '10.244.0.0/16'}";

    private static ConfigCheckResult read(String own, String added) {
        return ConfigReader.read(json(own), new NodeTypeOptions(ORIGIN, json(added)), List.of(), DECLARATIONS);
    }

    private static OptionValues valid(String own, String added) {
        return switch (read(own, added)) {
            case ConfigCheckResult.Valid(OptionValues config) -> config;
            case ConfigCheckResult.Invalid invalid -> throw new AssertionError(invalid);
        };
    }

    private static List<String> problems(String own, String added) {
        return switch (read(own, added)) {
            case ConfigCheckResult.Valid valid -> throw new AssertionError(valid);
            case ConfigCheckResult.Invalid(List<InputProblem> problems) ->
                problems.stream().map(InputProblem::toString).toList();
        };
    }

    @Test
    void anAddedOptionIsUsedIfTheConfigurationDoesNotHaveIt() {
        OptionValues config = valid("{'migrate_route_table': 300}", SUBNET);

        assertThat(config.typeOptions().get(SampleType.SUBNETS)).containsExactly(Prefix.parse("10.244.0.0/16"));
        assertThat(config.typeOptions().get(SampleType.TABLE)).isEqualTo(300);
    }

    @Test
    void theConfigurationsOwnOptionReplacesTheAddedOne() {
        OptionValues config = valid(
                "{'overlay_hijack_subnet': [], 'migrate_route_table': 300}",
                "{'overlay_hijack_subnet': ['10.244.0.0/16'], 'migrate_route_table': 400}");

        assertThat(config.typeOptions().get(SampleType.SUBNETS)).isEmpty();
        assertThat(config.typeOptions().get(SampleType.TABLE)).isEqualTo(300);
    }

    @Test
    void objectsAreMergedKeyByKey() {
        OptionValues config = valid(
                "{'overlay_hijack_subnet': [], 'rp_filter': {'value': 1}, 'steps': {'setupRoutes': {'enabled': false}}}",
                "{'rp_filter': {'set_host': true, 'value': 0}, 'steps': {'jumboFrames': {'enabled': true, 'mtu': 9000}}}");

        assertThat(config.options("tuneSysctl").get(SampleType.RP_FILTER)).isEqualTo(new SampleType.RpFilter(true, 1));
        assertThat(config.isEnabled("setupRoutes")).isFalse();
        assertThat(config.options("jumboFrames").get(SampleType.MTU)).isEqualTo(9000);
    }

    @Test
    void aValueOfAnotherKindReplacesAnAddedObject() {
        OptionValues config = valid(
                "{'overlay_hijack_subnet': [], 'rp_filter': 1}", "{'rp_filter': {'set_host': false, 'value': 0}}");

        assertThat(config.options("tuneSysctl").get(SampleType.RP_FILTER)).isEqualTo(new SampleType.RpFilter(true, 1));
    }

    @Test
    void nullCountsAsAMissingKeyInTheConfigurationAndInTheAddedOptions() {
        OptionValues config = valid(
                "{'overlay_hijack_subnet': null, 'migrate_route_table': null}",
                "{'overlay_hijack_subnet': [], 'migrate_route_table': 400, 'rp_filter': null}");

        assertThat(config.typeOptions().get(SampleType.TABLE)).isEqualTo(400);
    }

    @Test
    void anotherSpellingInTheConfigurationReplacesTheAddedOption() {
        String own = "{'overlay_hijack_subnet': [], 'mac_preifx': '0a:1b'}";

        assertThat(valid(own, "{'mac_prefix': '0a:1c'}").options("macRewrite").get(SampleType.PREFIX))
                .isEqualTo("0a:1b");
    }

    @Test
    void aProblemWithAnAddedOptionNamesItsOrigin() {
        assertThat(
                        problems(
                                "{'migrate_route': 7, 'rp_filter': {'set_host': 1}}",
                                "{'overlay_hijack_subnet': ['10.0.0.0/8', 'x'], 'rp_filter': {'value': 9}, 'host_route': 'no'}"))
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem).startsWith("migrate_route: 7: expected"),
                        problem -> assertThat(problem).startsWith("rp_filter.set_host: 1: expected"),
                        problem -> assertThat(problem).startsWith(ORIGIN + ".overlay_hijack_subnet[1]: \"x\": "),
                        problem ->
                                assertThat(problem).isEqualTo(ORIGIN + ".rp_filter.value: 9: expected -1, 0, 1 or 2"),
                        problem -> assertThat(problem).startsWith(ORIGIN + ".host_route: \"no\": expected \"auto\""));
    }

    @Test
    void aMissingOptionIsAProblemOfTheConfiguration() {
        assertThat(problems("{}", "{'migrate_route_table': 400}"))
                .containsExactly("overlay_hijack_subnet: missing; expected CIDR or list of CIDRs");
    }

    @Test
    void unknownKeysOfTheAddedOptionsAreNotedWithTheirOrigin() {
        assertThat(valid(SUBNET, "{'migrate_ruote': 1, 'prevResult': {}, 'steps': {'setupVeth': {'x': 1}}}")
                        .notes())
                .satisfiesExactlyInAnyOrder(
                        note -> assertThat(note)
                                .isEqualTo(ORIGIN + ".migrate_ruote: unknown key; did you mean \"migrate_route\"?"),
                        note -> assertThat(note).startsWith(ORIGIN + ".prevResult: unknown key"),
                        note -> assertThat(note).startsWith(ORIGIN + ".steps.setupVeth.x: unknown key"));
    }

    @Test
    void anUnknownStepInTheAddedOptionsIsAProblem() {
        assertThat(problems(SUBNET, "{'steps': {'setupRoute': {}}}"))
                .singleElement()
                .asString()
                .startsWith(ORIGIN + ".steps.setupRoute: type \"sample\" has no such step; did you mean");
    }

    @Test
    void aProblemOfAKeyThatOnlyBeginsWithAnAddedKeyHasNoOrigin() {
        assertThat(problems("{'migrate_route_table': 254, 'overlay_hijack_subnet': []}", "{'migrate_route': 1}"))
                .singleElement()
                .asString()
                .startsWith("migrate_route_table: 254: ");
    }
}
