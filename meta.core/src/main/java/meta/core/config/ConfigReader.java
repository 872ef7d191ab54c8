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
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonBoolean;
import meta.core.cni.JsonValue.JsonNull;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.Problem;
import meta.core.config.CheckedConfig.Invalid;
import meta.core.config.CheckedConfig.Valid;
import meta.core.config.NetworkConfig.StepConfig;
import meta.core.plugin.ThirdPartyStep;
import meta.core.plugin.Unusable;
import meta.spi.PlanningException;
import meta.spi.StepDeclaration;
import meta.spi.option.Option;
import meta.spi.option.Option.Location;
import meta.spi.option.StepOptions;

/**
 * Checks a network configuration against what is declared.
 *
 * <p>An option is looked for where its declaration says: at the top level, or in {@code steps.<name>} beside {@code enabled}, which
 * every step has. An unknown step is an error; an unknown key is only noted, as the CNI spec lets others add keys.
 */
public final class ConfigReader {
    private static final String STEPS = "steps";
    private static final String ENABLED = "enabled";

    /** The keys of the protocol (CNI spec 1.1.0 section 1), which are not ours to judge. */
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

    private final JsonObject config;
    private final Declarations declarations;
    private final Findings findings = new Findings();
    private final OptionReader options = new OptionReader(findings);

    private ConfigReader(JsonObject config, Declarations declarations) {
        this.config = config;
        this.declarations = declarations;
    }

    /**
     * {@return the configuration, or everything that is wrong with it}
     *
     * @param config the configuration
     * @param known what is known to be wrong with it already
     * @param declarations what can be said in it
     */
    public static CheckedConfig read(JsonObject config, List<Problem> known, Declarations declarations) {
        ConfigReader reader = new ConfigReader(config, declarations);
        known.forEach(reader.findings::problem);
        NetworkConfig read = reader.read();
        return !reader.findings.isWrong() ? new Valid(read) : new Invalid(reader.findings.problems());
    }

    /** {@return the value of one option where it is given and right, else its default: for what must work in any case} */
    public static <T> T lenient(JsonObject config, Option<T> option) {
        StepOptions defaults = StepOptions.defaults(List.of(option));
        return new OptionReader(new Findings())
                .read(defaults, option, config, "", false)
                .get(option);
    }

    private NetworkConfig read() {
        StepOptions skipping = StepOptions.defaults(List.of(Declarations.SKIP_CALL));
        if (options.read(skipping, Declarations.SKIP_CALL, config, "", true).get(Declarations.SKIP_CALL)) {
            return new NetworkConfig(true, StepOptions.defaults(declarations.options()), Map.of(), findings.notes());
        }
        Ending ending = Ending.of(declarations, config);
        StepOptions typeOptions = StepOptions.defaults(declarations.options());
        for (Option<?> option : declarations.options()) {
            typeOptions = options.read(typeOptions, option, config, "", !ending.isEarly());
        }
        Map<String, StepConfig> steps =
                steps(typeOptions.get(Declarations.STEP_TIME_LIMIT).value(), ending.steps());
        findings.unknownKeys(withoutProtocolKeys(), topLevelKeys(), "");
        return new NetworkConfig(false, typeOptions, steps, findings.notes());
    }

    private Map<String, StepConfig> steps(Duration limit, int reached) {
        JsonObject given = object(config, STEPS, "");
        Map<String, StepConfig> steps = new LinkedHashMap<>();
        for (StepDeclaration declaration : declarations.steps()) {
            String name = declaration.step().name();
            JsonObject ofStep = object(given, name, STEPS + ".");
            steps.put(name, step(declaration, ofStep, limit, steps.size() < reached));
        }
        int unknown = 0;
        for (String name : given.members().keySet()) {
            if (!steps.containsKey(name) && !isOffAnyway(name, given) && ++unknown <= Findings.MOST_NAMED) {
                findings.problem(unknownStep(name, steps.keySet()));
            }
        }
        if (unknown > Findings.MOST_NAMED) {
            findings.problem(new Problem(
                    STEPS, "", (unknown - Findings.MOST_NAMED) + " more steps that the type does not have"));
        }
        return steps;
    }

    /** What cannot be used, or may be in a jar that cannot be read, need not be usable where it is turned off. */
    private boolean isOffAnyway(String name, JsonObject given) {
        boolean off = given.get(name) instanceof JsonObject step
                && step.get(ENABLED) instanceof JsonBoolean(boolean enabled)
                && !enabled;
        return off && (unusable(name).isPresent() || unusable("").isPresent());
    }

    private Optional<Unusable> unusable(String name) {
        for (Unusable known : declarations.unusable()) {
            if (known.name().equals(name)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** The options of a third party are read by functions of its own. */
    private StepConfig step(StepDeclaration declaration, JsonObject given, Duration limit, boolean reached) {
        if (!(declaration.step() instanceof ThirdPartyStep foreign)) {
            return step(declaration, given, reached);
        }
        try {
            return foreign.guard(limit).run(foreign.loader(), () -> step(declaration, given, reached));
        } catch (PlanningException e) {
            findings.problem(
                    new Problem(STEPS + "." + foreign.name(), given.toString(), String.valueOf(e.getMessage())));
            return new StepConfig(false, StepOptions.defaults(declaration.options()));
        }
    }

    private StepConfig step(StepDeclaration declaration, JsonObject given, boolean reached) {
        String path = STEPS + "." + declaration.step().name() + ".";
        boolean enabled = enabled(given, declaration.enabledByDefault(), path) && reached;
        int problems = findings.count();
        StepOptions values = StepOptions.defaults(declaration.options());
        List<String> keys = new ArrayList<>();
        keys.add(ENABLED);
        for (Option<?> option : declaration.options()) {
            boolean atTopLevel = option.location() == Location.TOP_LEVEL;
            values = options.read(values, option, atTopLevel ? config : given, atTopLevel ? "" : path, enabled);
            if (!atTopLevel) {
                keys.add(option.key());
                keys.addAll(option.otherKeys());
            }
        }
        if (findings.count() == problems) {
            options.requireNeeds(values, declaration.options(), path);
        }
        findings.unknownKeys(given, keys, path);
        return new StepConfig(enabled, values);
    }

    private boolean enabled(JsonObject given, boolean byDefault, String path) {
        JsonValue value = given.get(ENABLED);
        if (value instanceof JsonBoolean(boolean flag)) {
            return flag;
        }
        if (!(value instanceof JsonNull)) {
            findings.problem(new Problem(path + ENABLED, value.toString(), "true or false" + Hint.flag(value)));
        }
        return byDefault;
    }

    private Problem unknownStep(String name, Set<String> known) {
        Optional<Unusable> unusable = unusable(name);
        if (unusable.isPresent()) {
            return new Problem(STEPS + "." + name, "", unusable.get().toString());
        }
        Optional<String> nearest = NearestKey.to(name, known);
        String question = nearest.map(near -> "did you mean \"" + near + "\"? ").orElse("");
        String steps = "Its steps are " + AcceptedValues.list(List.copyOf(known), " and ");
        String unknown = "type \"" + declarations.type() + "\" has no such step; ";
        StringBuilder text = new StringBuilder(unknown).append(question).append(steps);
        for (Unusable jar : declarations.unusable()) {
            if (jar.name().isEmpty()) {
                text.append("; what may be in it cannot be used: ").append(jar);
            }
        }
        return new Problem(STEPS + "." + name, "", text.toString());
    }

    /** {@return the member, which must be an object if it is there} */
    private JsonObject object(JsonObject parent, String name, String path) {
        JsonValue given = parent.get(name);
        if (given instanceof JsonObject object) {
            return object;
        }
        if (!(given instanceof JsonNull)) {
            boolean step = given instanceof JsonBoolean && path.startsWith(STEPS);
            String accepted = step ? "an object; write {\"" + ENABLED + "\": " + given + "}" : "an object";
            findings.problem(new Problem(path + name, given.toString(), accepted));
        }
        return JsonObject.EMPTY;
    }

    private JsonObject withoutProtocolKeys() {
        SequencedMap<String, JsonValue> rest = new LinkedHashMap<>(config.members());
        rest.keySet().removeIf(key -> key.startsWith(PROTOCOL_PREFIX) || PROTOCOL_KEYS.contains(key));
        return new JsonObject(rest);
    }

    private Set<String> topLevelKeys() {
        Set<String> keys = new LinkedHashSet<>();
        for (Option<?> option : declarations.options()) {
            keys.add(option.key());
            keys.addAll(option.otherKeys());
        }
        for (StepDeclaration declaration : declarations.steps()) {
            for (Option<?> option : declaration.options()) {
                if (option.location() == Location.TOP_LEVEL) {
                    keys.add(option.key());
                    keys.addAll(option.otherKeys());
                }
            }
        }
        keys.add(STEPS);
        return keys;
    }
}
