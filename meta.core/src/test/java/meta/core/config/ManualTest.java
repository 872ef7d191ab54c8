package meta.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.plugin.Origin;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manual lists each declared step and option, as a table, as text and as JSON. */
class ManualTest {

    @Test
    void theTableHasARowForEachKey() {
        assertThat(Manual.table(SampleType.DECLARATIONS)).isEqualTo("""
                | key | type | default | description |
                |---|---|---|---|
                | `overlay_hijack_subnet` | CIDR or list of CIDRs | **required** | The pod CIDRs. |
                | `exclude_node_interfaces` | regular expression or list of regular expressions | none | Interfaces \\| that are not the node's. |
                | `migrate_route_table` | integer from 1 to 4294967295, except 253, 254 and 255 | `200` | The first routing table. |
                | `migrate_route` | -1, 0 or 1 | `-1` | Which NIC keeps main. |
                | `skip_call` | true or false | `false` | Skip this plugin and return `prevResult` unchanged. All other options are ignored. |
                | `step_time_limit` | duration, e.g. `500ms` or `10s` | `10s` | Time limit for the code of third-party jars. It applies to each method call of a step, and to each action outside the kernel, such as a webhook request. If it is exceeded, ADD or CHECK fails. |
                | `host_route` | "auto", "always" or "never" | `"auto"` | Whether the host gets a route. |
                | `rp_filter` | -1, 0, 1 or 2, or object with set_host and value | see its keys | Reverse path filtering. |
                | `rp_filter.set_host` | true or false | `false` | The node's too. |
                | `rp_filter.value` | -1, 0, 1 or 2 | `2` | The value. |
                | `mac_prefix` | two bytes such as 1a:2b | `""` | The MAC's first bytes. Also accepted as `mac_preifx`. |
                | `steps.jumboFrames.mtu` | integer from 68 to 65535 | **required** | The MTU. |
                | `steps.<step>.enabled` | true or false | true, except for `macRewrite` and `jumboFrames` | Run the step. \
                The steps are `setupVeth`, `setupRoutes`, `tuneSysctl`, `macRewrite` and `jumboFrames`. |
                """);
    }

    @Test
    void theStepsAreListedInOrderWithTheirOptions() {
        String steps = Manual.steps(SampleType.DECLARATIONS, _ -> new LinkedHashMap<>())
                .replaceAll("from the image(: meta.core)?", "from the image");
        assertThat(steps).startsWith("""
                        setupVeth
                            Does setupVeth.
                            from the image
                            host_route: "auto", "always" or "never" (default: "auto")
                                Whether the host gets a route.

                        setupRoutes
                            Does setupRoutes.
                            from the image

                        tuneSysctl
                        """).contains("""
                        jumboFrames (off unless enabled)
                            Does jumboFrames.
                            from the image
                            steps.jumboFrames.mtu: integer from 68 to 65535 (required)
                                The MTU.

                        options of the type
                            overlay_hijack_subnet: CIDR or list of CIDRs (required)
                                The pod CIDRs.
                        """);
    }

    @Test
    void aDefaultIsWrittenAsInAConfiguration() {
        OptionType<String> text = OptionType.text("a text", given -> given);

        assertThat(byDefault(Option.of("x", text, "a\"b", ""))).isEqualTo("`\"a\\\"b\"`");
        assertThat(byDefault(Option.of("x", OptionType.listOf(text), List.of("a", "b"), "")))
                .isEqualTo("`[\"a\", \"b\"]`");
        assertThat(byDefault(Option.of("x", text.map(Optional::of), Optional.<String>empty(), "")))
                .isEqualTo("none");
        assertThat(byDefault(Option.of("x", text.map(Optional::of), Optional.of("a"), "")))
                .isEqualTo("`\"a\"`");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CIDR                              | CIDR or list of CIDRs
            a regular expression              | regular expression or list of regular expressions
            route such as 10.0.0.0/8          | route such as 10.0.0.0/8 or list of routes
            the name of a device              | the name of a device, or a list of such values
            first two bytes, or empty string  | first two bytes, or empty string, or a list of such values
            """)
    void aListIsDescribedWithThePluralOfItsElement(String element, String list) {
        OptionType<String> text = OptionType.text(element, given -> given);

        assertThat(AcceptedValues.of(OptionType.listOf(text))).isEqualTo(list);
        assertThat(AcceptedValues.of(OptionType.listOf(OptionType.wholeNumber(1, 9))))
                .isEqualTo("integer from 1 to 9, or a list of such values");
    }

    private static String byDefault(Option<?> option) {
        String table = Manual.table(Declarations.of("sample", new Origin.Image(""), List.of(option), List.of()));
        String row = table.lines().skip(2).findFirst().orElseThrow();
        return List.of(row.split(" \\| ", -1)).get(2);
    }

    @Test
    void theJsonHasTheStepsAndOptions() {
        JsonObject manual = ManualJson.of(SampleType.DECLARATIONS, "A sample.", _ -> versions());

        assertThat(manual.text("type")).isEqualTo("sample");
        assertThat(manual.text("description")).isEqualTo("A sample.");
        assertThat(manual.elements("steps")).hasSize(5);
        JsonObject jumbo = (JsonObject) manual.elements("steps").getLast();
        assertThat(jumbo.text("name")).isEqualTo("jumboFrames");
        assertThat(jumbo.text("from")).startsWith("the image");
        assertThat(jumbo.text("version")).isEqualTo("1.2");
        assertThat(jumbo.text("api")).isEqualTo("1.0");
        assertThat(jumbo.elements("options"))
                .extracting(Object::toString)
                .containsExactly(
                        "{\"key\":\"steps.jumboFrames.mtu\",\"accepted\":\"integer from 68 to 65535\",\"required\":true,"
                                + "\"default\":\"\",\"description\":\"The MTU.\"}");
        JsonObject subnets = (JsonObject) manual.elements("options").getFirst();
        assertThat(subnets.text("key")).isEqualTo("overlay_hijack_subnet");
    }

    @Test
    void theVersionOfAJarFollowsItsOrigin() {
        String steps = Manual.steps(SampleType.DECLARATIONS.steps(), _ -> versions());

        assertThat(steps).containsPattern("setupVeth\n.*\n    from .*\n    version 1.2, api 1.0\n");
    }

    @Test
    void theTextAndTheJsonListAllOptions() {
        assertThat(Manual.options(SampleType.DECLARATIONS))
                .startsWith("    overlay_hijack_subnet: CIDR or list of CIDRs (required)\n        The pod CIDRs.\n")
                .contains("    steps.jumboFrames.mtu: integer from 68 to 65535 (required)\n");
        JsonObject options = ManualJson.options(SampleType.DECLARATIONS);
        assertThat(options.text("type")).isEqualTo("sample");
        assertThat(options.elements("options")).hasSize(13);
    }

    private static SequencedMap<String, String> versions() {
        SequencedMap<String, String> versions = new LinkedHashMap<>();
        versions.put("version", "1.2");
        versions.put("api", "1.0");
        return versions;
    }
}
