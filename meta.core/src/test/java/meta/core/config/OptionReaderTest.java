package meta.core.config;

import static meta.core.config.SampleType.problems;
import static meta.core.config.SampleType.valid;
import static meta.core.config.SampleType.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import meta.core.cni.InputProblem;
import meta.core.cni.RandomJson;
import meta.core.config.SampleType.RpFilter;
import meta.netlink.testbed.Seeds;
import meta.spi.option.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The value of an option is either read or rejected with a description of the accepted values. */
class OptionReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'overlay_hijack_subnet': 7              | overlay_hijack_subnet: 7: expected CIDR or list of CIDRs
            'overlay_hijack_subnet': [7]            | overlay_hijack_subnet[0]: 7: expected CIDR
            'overlay_hijack_subnet': '10.0.0.0'     | overlay_hijack_subnet: "10.0.0.0": has no prefix length; expected CIDR
            'overlay_hijack_subnet': ['x/8']        | overlay_hijack_subnet[0]: "x/8": "x" is not an IP address; expected CIDR
            'overlay_hijack_subnet': [[]]           | overlay_hijack_subnet[0]: []: expected CIDR
            """)
    void anInvalidSubnetIsNamedWithItsPlace(String given, String problem) {
        assertThat(problems("{" + given + "}")).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'exclude_node_interfaces': ['(ab']      | exclude_node_interfaces[0]: "(ab": Unclosed group near index 3; expected regular expression
            'migrate_route_table': 0                | migrate_route_table: 0: expected integer from 1 to 4294967295, except 253, 254 and 255
            'migrate_route_table': 4294967296       | migrate_route_table: 4294967296: expected integer from 1 to 4294967295, except 253, 254 and 255
            'migrate_route_table': 200.0            | migrate_route_table: 200.0: expected integer from 1 to 4294967295, except 253, 254 and 255
            'migrate_route_table': '200'            | migrate_route_table: "200": expected integer from 1 to 4294967295, except 253, 254 and 255; write 200, without quotes
            'migrate_route': true                   | migrate_route: true: expected -1, 0 or 1
            'rp_filter': 3                          | rp_filter: 3: expected -1, 0, 1 or 2
            'rp_filter': '2'                        | rp_filter: "2": expected -1, 0, 1 or 2, or object with set_host and value; write 2, without quotes
            'rp_filter': []                         | rp_filter: []: expected -1, 0, 1 or 2, or object with set_host and value
            'rp_filter': {'set_host': true, 'value': -1} | rp_filter: {"set_host":true,"value":-1}: "set_host" without a value to set
            'host_route': 'Auto'                    | host_route: "Auto": expected "auto", "always" or "never"; write "auto"
            'mac_prefix': '0a1b'                    | mac_prefix: "0a1b": is not a prefix; expected two bytes such as 1a:2b
            'skip_call': 1                          | skip_call: 1: expected true or false; write true
            """)
    void aRejectedValueIsNamedWithTheAcceptedValues(String given, String problem) {
        assertThat(problems(with(given))).containsExactly(problem);
    }

    @Test
    void aSingleValueIsReadAsAListOfOne() {
        OptionValues config = valid(with("'exclude_node_interfaces': '^bond'"));

        assertThat(config.typeOptions().get(SampleType.EXCLUDED))
                .extracting(Pattern::pattern)
                .containsExactly("^bond");
    }

    @Test
    void anEmptyListIsAccepted() {
        assertThat(valid("{'overlay_hijack_subnet': []}").typeOptions().get(SampleType.SUBNETS))
                .isEmpty();
    }

    @Test
    void aChoiceIsReadAsItsValue() {
        assertThat(valid(with("'host_route': 'never'")).options("setupVeth").get(SampleType.HOST_ROUTE))
                .isEqualTo(2);
    }

    @Test
    void anOptionIsReadFromANumberOrFromAnObject() {
        assertThat(rpFilter("1")).isEqualTo(new RpFilter(true, 1));
        assertThat(rpFilter("-1")).isEqualTo(new RpFilter(false, -1));
        assertThat(rpFilter("{'set_host': true}")).isEqualTo(new RpFilter(true, 2));
        assertThat(rpFilter("{}")).isEqualTo(new RpFilter(false, 2));
    }

    @Test
    void anyJsonIsAValueOrAProblem() {
        Seeds.forEach(200, seed -> {
            RandomJson random = new RandomJson(new SplittableRandom(seed));
            var config = random.object(3).with("steps", random.value(3));
            for (Option<?> option : List.of(
                    SampleType.SUBNETS,
                    SampleType.EXCLUDED,
                    SampleType.TABLE,
                    SampleType.PREFIX,
                    SampleType.HOST_ROUTE,
                    SampleType.RP_FILTER)) {
                config = config.with(option.key(), random.value(3));
            }

            switch (ConfigReader.read(config, List.of(), SampleType.DECLARATIONS)) {
                case ConfigCheckResult.Valid(OptionValues read) ->
                    assertThat(read.typeOptions().get(SampleType.TABLE)).isPositive();
                case ConfigCheckResult.Invalid(List<InputProblem> problems) ->
                    assertThat(problems)
                            .isNotEmpty()
                            .doesNotHaveDuplicates()
                            .allSatisfy(
                                    problem -> assertThat(problem.accepted()).isNotBlank());
            }
        });
    }

    private static RpFilter rpFilter(String given) {
        return valid(with("'rp_filter': " + given)).options("tuneSysctl").get(SampleType.RP_FILTER);
    }
}
