package meta.core.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import meta.core.cni.InputProblem;
import meta.core.cni.JsonReadResult;
import meta.core.cni.JsonReader;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.plugin.Origin;
import meta.core.plugin.StepWithOrigin;
import meta.netlink.Prefix;
import meta.spi.StepDeclaration;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import meta.spi.testkit.EmptyPlanStep;

/** A plugin type for tests, with options of several kinds. In the configurations for this type, single quotes stand for double quotes. */
final class SampleType {
    static final Option<List<Prefix>> SUBNETS = Option.required(
                    "overlay_hijack_subnet", OptionType.subnets(), "The pod CIDRs.")
            .atTopLevel();

    static final Option<List<Pattern>> EXCLUDED = Option.of(
                    "exclude_node_interfaces",
                    OptionType.listOf(OptionType.text("a regular expression", Pattern::compile)),
                    List.of(),
                    "Interfaces | that are not the node's.")
            .atTopLevel();

    static final Option<Long> TABLE = Option.of(
                    "migrate_route_table",
                    new OptionType.WholeNumber(1, 4294967295L, Set.of(253L, 254L, 255L)),
                    200L,
                    "The first routing table.")
            .atTopLevel();

    static final Option<Long> MIGRATE = Option.of(
                    "migrate_route", OptionType.wholeNumber(-1, 1), -1L, "Which NIC keeps main.")
            .atTopLevel();

    static final Option<String> PREFIX = Option.of(
                    "mac_prefix",
                    OptionType.text("two bytes such as 1a:2b", SampleType::macPrefix),
                    "",
                    "The MAC's first bytes.")
            .atTopLevel()
            .alsoSpelt("mac_preifx"); // as in the configuration of the Go plugins

    static final Option<Integer> HOST_ROUTE = Option.of(
                    "host_route",
                    new OptionType.Choice<>(List.of("auto", "always", "never"), List.of(0, 1, 2)),
                    0,
                    "Whether the host gets a route.")
            .atTopLevel();

    static final Option<Boolean> SET_HOST = Option.of("set_host", OptionType.flag(), false, "The node's too.");
    static final Option<Long> VALUE = Option.of("value", OptionType.wholeNumber(-1, 2), 2L, "The value.");

    /**
     * The value of the option {@code rp_filter}.
     *
     * @param host whether the sysctl of the node's devices is also set to {@code value}
     * @param value 0, 1 or 2; -1 sets no sysctl
     */
    record RpFilter(boolean host, long value) {
        RpFilter {
            if (host && value < 0) {
                throw new IllegalArgumentException("\"set_host\" without a value to set");
            }
        }
    }

    static final Option<RpFilter> RP_FILTER = Option.of(
                    "rp_filter",
                    OptionType.wholeNumber(-1, 2)
                            .map(value -> new RpFilter(value >= 0, value))
                            .or(new OptionType.Group<>(
                                    List.of(SET_HOST, VALUE),
                                    group -> new RpFilter(group.get(SET_HOST), group.get(VALUE)))),
                    new RpFilter(false, 2),
                    "Reverse path filtering.")
            .atTopLevel();

    static final Option<Long> MTU = Option.required("mtu", OptionType.wholeNumber(68, 65535), "The MTU.");

    static final Declarations DECLARATIONS = Declarations.of(
            "sample",
            new Origin.Image(""),
            List.of(SUBNETS, EXCLUDED, TABLE, MIGRATE, Declarations.SKIP_CALL, Declarations.STEP_TIME_LIMIT),
            Stream.of(
                            step("setupVeth").withOptions(List.of(HOST_ROUTE)),
                            step("setupRoutes"),
                            step("tuneSysctl").withOptions(List.of(RP_FILTER)),
                            step("macRewrite").withOptions(List.of(PREFIX)).offByDefault(),
                            step("jumboFrames").withOptions(List.of(MTU)).offByDefault())
                    .map(step -> StepWithOrigin.ofImage(step).configurable())
                    .toList());

    private SampleType() {}

    /** {@return the configuration in the text, which must be valid} */
    static OptionValues valid(String text) {
        return switch (ConfigReader.read(json(text), List.of(), DECLARATIONS)) {
            case ConfigCheckResult.Valid(OptionValues config) -> config;
            case ConfigCheckResult.Invalid invalid -> throw new AssertionError(invalid);
        };
    }

    /** {@return the problems of the configuration in the text, which must be invalid} */
    static List<String> problems(String text) {
        return switch (ConfigReader.read(json(text), List.of(), DECLARATIONS)) {
            case ConfigCheckResult.Valid(OptionValues config) -> throw new AssertionError(config);
            case ConfigCheckResult.Invalid(List<InputProblem> problems) ->
                problems.stream().map(InputProblem::toString).toList();
        };
    }

    /** {@return the text of a configuration that has all required keys, and these members in addition} */
    static String with(String more) {
        return "{'overlay_hijack_subnet': '10.244.0.0/16', " + more + "}";
    }

    static JsonObject json(String text) {
        return switch (JsonReader.read(text.replace('\'', '"').getBytes(UTF_8))) {
            case JsonReadResult.Valid(JsonObject object) -> object;
            case JsonReadResult other -> throw new AssertionError(other);
        };
    }

    private static String macPrefix(String text) {
        if (text.length() != 5) {
            throw new IllegalArgumentException("\"" + text + "\" is not a prefix");
        }
        return text;
    }

    private static StepDeclaration step(String name) {
        return StepDeclaration.of(new EmptyPlanStep(name), "Does " + name + ".");
    }
}
