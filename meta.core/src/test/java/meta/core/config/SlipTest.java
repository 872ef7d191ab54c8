package meta.core.config;

import static meta.core.config.SampleType.problems;
import static meta.core.config.SampleType.valid;
import static meta.core.config.SampleType.with;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people get wrong in a configuration, and what they are told to write. */
class SlipTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'overlay_hijak_subnet': ['10.244.0.0/16']}  | missing; "overlay_hijak_subnet" is given: did you mean "overlay_hijack_subnet"? a list
            {'overlayHijackSubnet': '10.244.0.0/16'}     | missing; "overlayHijackSubnet" is given: did you mean "overlay_hijack_subnet"? a list
            {'overlay_subnets': '10.244.0.0/16'}         | missing; "overlay_subnets" is given: did you mean "overlay_hijack_subnet"? a list
            {'pods': '10.244.0.0/16'}                    | missing; a list
            """)
    void aRequiredKeyThatIsMisspeltIsNamedInTheError(String json, String accepted) {
        assertThat(problems(json)).singleElement().asString().startsWith("overlay_hijack_subnet: " + accepted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'skip_call': 'true'                        | skip_call: "true": true or false; write true, without quotes
            'skip_call': 0                             | skip_call: 0: true or false; write false
            'migrate_route_table': '300'               | migrate_route_table: "300": a whole number from 1 to 4294967295, but not 253, 254 or 255; write 300, without quotes
            'migrate_route_table': 'main'              | migrate_route_table: "main": a whole number from 1 to 4294967295, but not 253, 254 or 255
            'rp_filter': '2'                           | rp_filter: "2": -1, 0, 1 or 2, or an object with set_host and value; write 2, without quotes
            'host_route': 'Auto'                       | host_route: "Auto": "auto", "always" or "never"; write "auto"
            'steps': {'setupRoutes': false}            | steps.setupRoutes: false: an object; write {"enabled": false}
            """)
    void aValueOfTheWrongKindIsToldWithWhatToWrite(String member, String problem) {
        assertThat(problems(with(member))).containsExactly(problem);
    }

    @Test
    void subnetsInOneStringAreToldAsAList() {
        assertThat(problems("{'overlay_hijack_subnet': '10.244.0.0/16, fd00::/56'}"))
                .containsExactly("overlay_hijack_subnet: \"10.244.0.0/16, fd00::/56\": a subnet such as 10.96.0.0/12;"
                        + " several are written [\"10.244.0.0/16\", \"fd00::/56\"]");
        assertThat(problems("{'overlay_hijack_subnet': ['10.244.0.0/16,10.245.0.0/16']}"))
                .containsExactly(
                        "overlay_hijack_subnet[0]: \"10.244.0.0/16,10.245.0.0/16\": a subnet such as 10.96.0.0/12;"
                                + " several are written [\"10.244.0.0/16\", \"10.245.0.0/16\"]");
    }

    @Test
    void aNetworkMaskIsToldAsAPrefixLength() {
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
    void aSubnetOfEverythingIsNoted() {
        assertThat(valid("{'overlay_hijack_subnet': ['0.0.0.0/0', '::/0']}").notes())
                .containsExactly(
                        "overlay_hijack_subnet[0]: 0.0.0.0/0 is every IPv4 address: all traffic of the family goes that way, and none"
                                + " by the default route",
                        "overlay_hijack_subnet[1]: ::/0 is every IPv6 address: all traffic of the family goes that way, and none"
                                + " by the default route");
    }

    @Test
    void noSubnetIsAList() {
        assertThat(valid("{'overlay_hijack_subnet': []}").typeOptions().get(SampleType.SUBNETS))
                .isEmpty();
    }

    @Test
    void anUnknownKeyWithADotIsToldAsAnObject() {
        assertThat(valid(with("'rp_filter.enable': true")).notes())
                .containsExactly(
                        "rp_filter.enable: nobody reads this key; an object is written \"rp_filter\": {\"enable\": true}");
        assertThat(valid(with("'rp_filter': {'enable': true}")).notes())
                .containsExactly("rp_filter.enable: nobody reads this key; the keys here are set_host and value");
    }
}
