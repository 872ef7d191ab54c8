package meta.core.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meta.core.cni.InputProblem;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonBoolean;
import meta.core.cni.JsonValue.JsonNull;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.config.OptionValues.StepConfig;
import meta.spi.PlanningException;
import meta.spi.option.Option;
import meta.spi.option.Option.Location;
import meta.spi.option.StepOptions;

/** Reads the configuration of the steps of a pipeline: whether each step runs, and the values of its options. */
final class StepsReader {
    static final String STEPS = "steps";
    private static final String MAYBE_THERE = "the step may be in a jar that cannot be used: ";
    private static final int MAX_JARS_IN_LINE = 3;

    private final Declarations declarations;
    private final JsonObject config;
    private final Findings findings;
    private final OptionReader options;

    StepsReader(Declarations declarations, JsonObject config, Findings findings) {
        this.declarations = declarations;
        this.config = config;
        this.findings = findings;
        this.options = new OptionReader(findings);
    }

    /**
     * {@return the configurations of the steps, in the order of the pipeline, by the names of the steps} Adds problems and notes to the
     * findings.
     *
     * @param last the name of the step that ends the pipeline; the steps after it are disabled
     * @param timeout the time limit for the parsers of each third-party step
     * @throws OutOfMemoryError as for {@link ParserCall#call}
     */
    Map<String, StepConfig> read(Optional<String> last, Duration timeout) {
        JsonObject given = object(config, STEPS, "");
        Map<String, StepConfig> steps = new LinkedHashMap<>();
        boolean reached = true;
        for (StepConfigSchema step : declarations.steps()) {
            JsonObject ofStep = object(given, step.name(), STEPS + ".");
            steps.put(step.name(), step(step, ofStep, timeout, reached));
            reached = reached && last.filter(step.name()::equals).isEmpty();
        }
        reportUnknownSteps(given, steps.keySet());
        return steps;
    }

    private StepConfig step(StepConfigSchema step, JsonObject given, Duration timeout, boolean reached) {
        Findings ofStep = new Findings();
        StepsReader reader = new StepsReader(declarations, config, ofStep);
        try {
            return step.parsers().call(timeout, () -> reader.step(step, given, reached));
        } catch (PlanningException e) {
            ofStep.problem(
                    new InputProblem(STEPS + "." + step.name(), given.toString(), String.valueOf(e.getMessage())));
            return new StepConfig(false, StepOptions.defaults(step.declaration().options()));
        } finally {
            findings.addAll(ofStep);
        }
    }

    private StepConfig step(StepConfigSchema step, JsonObject given, boolean reached) {
        List<Option<?>> declared = step.declaration().options();
        String path = STEPS + "." + step.name() + ".";
        boolean enabled = enabled(given, step.declaration().enabledByDefault(), path) && reached;
        int problems = findings.count();
        StepOptions values = StepOptions.defaults(declared);
        List<String> keys = new ArrayList<>();
        keys.add(StepConfigSchema.ENABLED);
        for (Option<?> option : declared) {
            boolean atTopLevel = option.location() == Location.TOP_LEVEL;
            values = options.read(values, option, atTopLevel ? config : given, atTopLevel ? "" : path, enabled);
            if (!atTopLevel) {
                keys.addAll(OptionReader.spellings(option));
            }
        }
        if (findings.count() == problems) {
            options.requireNeeds(values, declared, path);
        }
        findings.unknownKeys(given, keys, path);
        return new StepConfig(enabled, values);
    }

    private boolean enabled(JsonObject given, boolean byDefault, String path) {
        JsonValue value = given.get(StepConfigSchema.ENABLED);
        if (value instanceof JsonBoolean(boolean flag)) {
            return flag;
        }
        if (!(value instanceof JsonNull)) {
            findings.problem(new InputProblem(
                    path + StepConfigSchema.ENABLED,
                    value.toString(),
                    "expected true or false" + CorrectionHint.flag(value)));
        }
        return byDefault;
    }

    private void reportUnknownSteps(JsonObject given, Set<String> known) {
        List<String> unknown = given.members().keySet().stream()
                .filter(name -> !known.contains(name) && !isUnusableAndOff(name, given))
                .toList();
        unknown.stream()
                .limit(Findings.MAX_NAMED)
                .forEach(name -> findings.problem(new InputProblem(STEPS + "." + name, "", whyUnknown(name, known))));
        if (unknown.size() > Findings.MAX_NAMED) {
            findings.problem(new InputProblem(
                    STEPS, "", (unknown.size() - Findings.MAX_NAMED) + " more steps that the type does not have"));
        }
        if (areJarsListed()
                && unknown.stream()
                        .anyMatch(name -> !declarations.unusableSteps().containsKey(name))) {
            for (String jar : declarations.unreadableJars()) {
                findings.problem(new InputProblem(STEPS, "", MAYBE_THERE + jar));
            }
        }
    }

    private boolean areJarsListed() {
        return declarations.unreadableJars().size() > MAX_JARS_IN_LINE;
    }

    /**
     * {@return whether the configuration turns off an unknown step that cannot be used, or may be in a jar that cannot be used} This is no
     * problem, because the step would not run.
     */
    private boolean isUnusableAndOff(String name, JsonObject given) {
        boolean off = given.get(name) instanceof JsonObject step
                && step.get(StepConfigSchema.ENABLED) instanceof JsonBoolean(boolean enabled)
                && !enabled;
        return off
                && (declarations.unusableSteps().containsKey(name)
                        || !declarations.unreadableJars().isEmpty());
    }

    private String whyUnknown(String name, Set<String> known) {
        String unusable = declarations.unusableSteps().get(name);
        if (unusable != null) {
            return unusable;
        }
        StringBuilder text = new StringBuilder("type \"" + declarations.type() + "\" has no such step; ");
        Optional<String> nearest = NearestKey.to(name, known);
        String steps = "ts steps are " + AcceptedValues.list(List.copyOf(known), " and ");
        text.append(nearest.map(near -> "did you mean \"" + near + "\"? I").orElse("i"))
                .append(steps);
        if (!areJarsListed()) {
            declarations
                    .unreadableJars()
                    .forEach(jar -> text.append("; ").append(MAYBE_THERE).append(jar));
        }
        return text.toString();
    }

    /** {@return the member if it is an object; otherwise an empty object} Any other member except {@code null} is a problem. */
    private JsonObject object(JsonObject parent, String name, String path) {
        JsonValue given = parent.get(name);
        if (given instanceof JsonObject object) {
            return object;
        }
        if (!(given instanceof JsonNull)) {
            boolean isStep = given instanceof JsonBoolean && path.startsWith(STEPS);
            String hint = isStep ? "; write {\"" + StepConfigSchema.ENABLED + "\": " + given + "}" : "";
            findings.problem(new InputProblem(path + name, given.toString(), "expected an object" + hint));
        }
        return JsonObject.EMPTY;
    }
}
