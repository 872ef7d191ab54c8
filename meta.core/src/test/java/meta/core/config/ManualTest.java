package meta.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import org.junit.jupiter.api.Test;

class ManualTest {

    @Test
    void theTableHasARowForEachKey() {
        assertThat(Manual.table(SampleType.DECLARATIONS)).isEqualTo("""
                | key | type | default | description |
                |---|---|---|---|
                | `overlay_hijack_subnet` | a list, or just one, of: a subnet such as 10.96.0.0/12 | **required** | The pod CIDRs. |
                | `exclude_node_interfaces` | a list, or just one, of: a regular expression | none | Interfaces \\| that are not the node's. |
                | `migrate_route_table` | a whole number from 1 to 4294967295, but not 253, 254 or 255 | `200` | The first routing table. |
                | `migrate_route` | -1, 0 or 1 | `-1` | Which NIC keeps main. |
                | `skip_call` | true or false | `false` | Whether nothing is done and the previous result is passed on; no other option is looked at then. |
                | `step_time_limit` | a length of time such as `500ms` or `10s` | `10s` | How long a step of a third party may take each time it is asked; the call fails where it takes longer. |
                | `host_route` | "auto", "always" or "never" | `"auto"` | Whether the host gets a route. |
                | `rp_filter` | -1, 0, 1 or 2, or an object with set_host and value | those of its members | Reverse path filtering. |
                | `rp_filter.set_host` | true or false | `false` | The node's too. |
                | `rp_filter.value` | -1, 0, 1 or 2 | `2` | The value. |
                | `mac_prefix` | two bytes such as 1a:2b | `""` | The MAC's first bytes. Also spelt `mac_preifx`. |
                | `steps.jumboFrames.mtu` | a whole number from 68 to 65535 | **required** | The MTU. |
                | `steps.<step>.enabled` | true or false | true, but for `macRewrite` and `jumboFrames` | Whether a step runs. \
                The steps are `setupVeth`, `setupRoutes`, `tuneSysctl`, `macRewrite` and `jumboFrames`. |
                """);
    }

    @Test
    void theStepsAreListedInOrderWithTheirOptions() {
        String steps =
                Manual.steps(SampleType.DECLARATIONS).replaceAll("from the image(: meta.core)?", "from the image");
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
                            steps.jumboFrames.mtu: a whole number from 68 to 65535 (required)
                                The MTU.

                        options of the type
                            overlay_hijack_subnet: a list, or just one, of: a subnet such as 10.96.0.0/12 (required)
                                The pod CIDRs.
                        """);
    }

    @Test
    void aDefaultIsWrittenAsItWouldBeInAConfiguration() {
        OptionType<String> text = OptionType.text("a text", given -> given);

        assertThat(DefaultText.of(Option.of("x", text, "a\"b", ""))).isEqualTo("\"a\\\"b\"");
        assertThat(DefaultText.of(Option.of("x", OptionType.listOf(text), List.of("a", "b"), "")))
                .isEqualTo("[\"a\", \"b\"]");
        assertThat(DefaultText.of(Option.of("x", text.map(Optional::of), Optional.<String>empty(), "")))
                .isEqualTo("none");
        assertThat(DefaultText.of(Option.of("x", text.map(Optional::of), Optional.of("a"), "")))
                .isEqualTo("\"a\"");
    }
}
