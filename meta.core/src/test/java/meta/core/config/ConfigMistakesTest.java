package meta.core.config;

import static meta.core.config.SampleType.problems;
import static meta.core.config.SampleType.valid;
import static meta.core.config.SampleType.with;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The problems and notes about common mistakes in a configuration suggest a correction. */
class ConfigMistakesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'overlay_hijak_subnet': ['10.244.0.0/16']}  | missing; found "overlay_hijak_subnet", did you mean "overlay_hijack_subnet"? expected CIDR
            {'overlayHijackSubnet': '10.244.0.0/16'}     | missing; found "overlayHijackSubnet", did you mean "overlay_hijack_subnet"? expected CIDR
            {'overlay_subnets': '10.244.0.0/16'}         | missing; found "overlay_subnets", did you mean "overlay_hijack_subnet"? expected CIDR
            {'pods': '10.244.0.0/16'}                    | missing; expected CIDR
            """)
    void aMisspelledRequiredKeyIsNamedInTheError(String json, String accepted) {
        assertThat(problems(json)).singleElement().asString().startsWith("overlay_hijack_subnet: " + accepted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'skip_call': 'true'                        | skip_call: "true": expected true or false; write true, without quotes
            'skip_call': 0                             | skip_call: 0: expected true or false; write false
            'migrate_route_table': '300'               | migrate_route_table: "300": expected integer from 1 to 4294967295, except 253, 254 and 255; write 300, without quotes
            'migrate_route_table': 'main'              | migrate_route_table: "main": expected integer from 1 to 4294967295, except 253, 254 and 255
            'rp_filter': '2'                           | rp_filter: "2": expected -1, 0, 1 or 2, or object with set_host and value; write 2, without quotes
            'host_route': 'Auto'                       | host_route: "Auto": expected "auto", "always" or "never"; write "auto"
            'steps': {'setupRoutes': false}            | steps.setupRoutes: false: expected an object; write {"enabled": false}
            """)
    void aRejectedValueIsReportedWithACorrection(String member, String problem) {
        assertThat(problems(with(member))).containsExactly(problem);
    }

    @Test
    void severalSubnetsInOneStringAreReportedWithTheListToWrite() {
        assertThat(problems("{'overlay_hijack_subnet': '10.244.0.0/16, fd00::/56'}"))
                .containsExactly("overlay_hijack_subnet: \"10.244.0.0/16, fd00::/56\": expected CIDR;"
                        + " write a list: [\"10.244.0.0/16\", \"fd00::/56\"]");
        assertThat(problems("{'overlay_hijack_subnet': ['10.244.0.0/16,10.245.0.0/16']}"))
                .containsExactly("overlay_hijack_subnet[0]: \"10.244.0.0/16,10.245.0.0/16\": expected CIDR;"
                        + " write a list: [\"10.244.0.0/16\", \"10.245.0.0/16\"]");
    }

    @Test
    void aNetworkMaskIsReportedWithThePrefixToWrite() {
        assertThat(problems("{'overlay_hijack_subnet': '10.244.0.0/255.255.0.0'}"))
                .containsExactly(
                        "overlay_hijack_subnet: \"10.244.0.0/255.255.0.0\": \"255.255.0.0\" is not a prefix length;"
                                + " write \"10.244.0.0/16\"");
        assertThat(problems("{'overlay_hijack_subnet': '10.244.0.0/255.0.255.0'}"))
                .singleElement()
                .asString()
                .endsWith("is not a prefix length");
    }

    @Test
    void aSubnetThatContainsEveryAddressIsNoted() {
        assertThat(valid("{'overlay_hijack_subnet': ['0.0.0.0/0', '::/0']}").notes())
                .containsExactly(
                        "overlay_hijack_subnet[0]: 0.0.0.0/0 contains every IPv4 address: a route to it takes all IPv4 traffic"
                                + " instead of the default route",
                        "overlay_hijack_subnet[1]: ::/0 contains every IPv6 address: a route to it takes all IPv6 traffic"
                                + " instead of the default route");
    }

    @Test
    void anEmptyListOfSubnetsIsAccepted() {
        assertThat(valid("{'overlay_hijack_subnet': []}").typeOptions().get(SampleType.SUBNETS))
                .isEmpty();
    }

    @Test
    void anUnknownKeyWithADotIsNotedWithTheObjectToWrite() {
        assertThat(valid(with("'rp_filter.enable': true")).notes())
                .containsExactly("rp_filter.enable: unknown key; write \"rp_filter\": {\"enable\": true}");
        assertThat(valid(with("'rp_filter': {'enable': true}")).notes())
                .containsExactly("rp_filter.enable: unknown key; known keys are set_host and value");
    }
}
