package meta.core.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import meta.core.cni.InputProblem;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.config.ConfigCheckResult.Invalid;
import meta.core.config.ConfigCheckResult.Valid;
import meta.core.config.OptionValues.StepConfig;
import meta.spi.PlanningException;
import meta.spi.option.Option;
import meta.spi.option.Option.Location;
import meta.spi.option.StepOptions;

/**
 * Checks a network configuration against the declared options of a plugin type and its steps, and reads the values of the options.
 *
 * <p>Unknown keys cause only notes, because the CNI spec allows other programs to add keys. Unknown steps can cause problems.
 */
public final class ConfigReader {
    /** The keys of a plugin's configuration that the protocol defines (CNI spec 1.1.0). */
    private static final List<String> PROTOCOL_KEYS = List.of(
            "cniVersion",
            "name",
            "type",
            "prevResult",
            "args",
            "capabilities",
            "runtimeConfig",
            "ipMasq",
            "ipam",
            "dns");

    private static final String PROTOCOL_PREFIX = "cni.dev/";

    private final CompletedConfig completed;
    private final JsonObject config;
    private final Declarations declarations;
    private final Findings findings = new Findings();
    private final OptionReader options = new OptionReader(findings);

    private ConfigReader(CompletedConfig completed, Declarations declarations) {
        this.completed = completed;
        this.config = completed.json();
        this.declarations = declarations;
    }

    /**
     * {@return the values of the options and the notes, or the problems with the configuration} If {@code skip_call} is true, the rest of
     * the configuration is not checked.
     *
     * @param known problems that the caller has already found; if there are any, the result is invalid and contains them
     * @throws OutOfMemoryError as for {@link ParserCall#call}
     */
    public static ConfigCheckResult read(JsonObject config, List<InputProblem> known, Declarations declarations) {
        return read(config, NodeTypeOptions.NONE, known, declarations);
    }

    /**
     * {@return the result of {@link #read(JsonObject, List, Declarations)} for the configuration, completed by the added options}
     * The place of a problem in an added value begins with the origin of the options.
     *
     * @throws OutOfMemoryError as for {@link ParserCall#call}
     */
    public static ConfigCheckResult read(
            JsonObject config, NodeTypeOptions added, List<InputProblem> known, Declarations declarations) {
        CompletedConfig completed = CompletedConfig.of(config, added, topLevel(declarations));
        ConfigReader reader = new ConfigReader(completed, declarations);
        known.forEach(reader.findings::problem);
        OptionValues read = reader.read();
        return reader.findings.isValid()
                ? new Valid(read)
                : new Invalid(reader.findings.problems().stream()
                        .map(completed::located)
                        .toList());
    }

    /**
     * {@return the value of one option at the top level; its default if the value is missing or invalid} The parser of the option runs
     * without a time limit.
     *
     * @throws IllegalArgumentException if the value is missing or invalid, and the option has no default
     */
    public static <T> T lenient(JsonObject config, NodeTypeOptions added, Option<T> option) {
        return lenient(CompletedConfig.of(config, added, List.of(option)).json(), option);
    }

    private static <T> T lenient(JsonObject from, Option<T> option) {
        StepOptions defaults = StepOptions.defaults(List.of(option));
        return new OptionReader(new Findings())
                .read(defaults, option, from, "", false)
                .get(option);
    }

    private OptionValues read() {
        StepOptions skipping = StepOptions.defaults(List.of(Declarations.SKIP_CALL));
        if (options.read(skipping, Declarations.SKIP_CALL, config, "", true).get(Declarations.SKIP_CALL)) {
            return new OptionValues(true, StepOptions.defaults(declarations.options()), Map.of(), notes());
        }
        Optional<String> last = lastStep();
        Duration timeout = lenient(config, Declarations.STEP_TIME_LIMIT).value();
        StepOptions typeOptions =
                typeOptions(new TypeOptions(declarations, config, new Findings(), last.isEmpty()), timeout);
        Map<String, StepConfig> steps = new StepsReader(declarations, config, findings).read(last, timeout);
        findings.unknownKeys(withoutProtocolKeys(), topLevelKeys(), "");
        return new OptionValues(false, typeOptions, steps, notes());
    }

    /**
     * Reads the options of the type. A record, because the first use of a lambda expression costs time in a process for one call.
     *
     * @param demanded whether a missing required option is a problem
     */
    private record TypeOptions(Declarations declarations, JsonObject config, Findings findings, boolean demanded)
            implements Supplier<StepOptions> {
        @Override
        public StepOptions get() {
            OptionReader options = new OptionReader(findings);
            List<Option<?>> declared = declarations.options();
            StepOptions values = StepOptions.defaults(declared);
            for (Option<?> option : declared) {
                values = options.read(values, option, config, "", demanded);
            }
            return values;
        }
    }

    private StepOptions typeOptions(TypeOptions reading, Duration timeout) {
        try {
            return declarations.parsers().call(timeout, reading);
        } catch (PlanningException e) {
            InputProblem problem =
                    new InputProblem("type", '"' + declarations.type() + '"', String.valueOf(e.getMessage()));
            reading.findings().problem(problem);
            return StepOptions.defaults(declarations.options());
        } finally {
            findings.addAll(reading.findings());
        }
    }

    private List<String> notes() {
        return findings.notes().stream().map(completed::located).toList();
    }

    /**
     * {@return the name of the first step whose option ends the pipeline} If there is one, the required options of the later steps and of
     * the type may be missing.
     */
    private Optional<String> lastStep() {
        return declarations.steps().stream()
                .filter(this::endsPipeline)
                .map(StepConfigSchema::name)
                .findFirst();
    }

    private boolean endsPipeline(StepConfigSchema step) {
        Optional<Option<Boolean>> ending = step.declaration().ending();
        return ending.isPresent() && lenient(location(ending.get(), step), ending.get());
    }

    /** {@return the object that can hold the key of an option; an empty object if there is none} */
    private JsonObject location(Option<?> option, StepConfigSchema step) {
        boolean atTopLevel = option.location() == Location.TOP_LEVEL;
        return atTopLevel ? config : member(member(config, StepsReader.STEPS), step.name());
    }

    private static JsonObject member(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : JsonObject.EMPTY;
    }

    private JsonObject withoutProtocolKeys() {
        SequencedMap<String, JsonValue> rest = new LinkedHashMap<>(config.members());
        rest.keySet().removeIf(key -> isOfProtocol(key) && !completed.isAdded(key));
        return new JsonObject(rest);
    }

    static boolean isOfProtocol(String key) {
        return key.startsWith(PROTOCOL_PREFIX) || PROTOCOL_KEYS.contains(key);
    }

    private Set<String> topLevelKeys() {
        Set<String> keys = new LinkedHashSet<>();
        topLevel(declarations).forEach(option -> keys.addAll(OptionReader.spellings(option)));
        keys.add(StepsReader.STEPS);
        return keys;
    }

    private static List<Option<?>> topLevel(Declarations declarations) {
        List<Option<?>> options = new ArrayList<>(declarations.options());
        for (StepConfigSchema step : declarations.steps()) {
            step.declaration().options().stream()
                    .filter(option -> option.location() == Location.TOP_LEVEL)
                    .forEach(options::add);
        }
        return options;
    }
}
