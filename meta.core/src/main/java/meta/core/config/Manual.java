package meta.core.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes the reference of the steps and options of a plugin type, in Markdown or as plain text. Can call code of third parties, such as
 * {@code toString} of a default, on the calling thread and without a time limit.
 */
public final class Manual {
    private static final String ENABLED_KEY = "steps.<step>." + StepConfigSchema.ENABLED;

    private Manual() {}

    /** {@return a Markdown table of the options of a type and its steps} */
    public static String table(Declarations declarations) {
        StringBuilder table = new StringBuilder("| key | type | default | description |\n|---|---|---|---|\n");
        for (OptionDoc doc : all(declarations)) {
            table.append("| `").append(doc.key()).append("` | ");
            table.append(cell(doc.accepted())).append(" | ");
            table.append(cell(markdown(doc.byDefault()))).append(" | ");
            table.append(cell(doc.description())).append(" |\n");
        }
        return table.toString();
    }

    /**
     * {@return the steps of the type and then the options of the type, as plain text}
     *
     * @param versions as for {@link #steps(List, Function)}
     */
    public static String steps(Declarations declarations, Function<String, SequencedMap<String, String>> versions) {
        StringBuilder text = new StringBuilder(steps(declarations.steps(), versions));
        text.append("options of the type\n");
        append(text, OptionDoc.ofType(declarations));
        return text.toString();
    }

    /** {@return the options of a type and its steps, as plain text} */
    public static String options(Declarations declarations) {
        StringBuilder text = new StringBuilder();
        append(text, all(declarations));
        return text.toString();
    }

    /**
     * {@return the steps, each with its origin and options, as plain text}
     *
     * @param versions the versions to print for the origin of a step, each with a name such as {@code api}; empty if no version is known
     */
    public static String steps(List<StepConfigSchema> steps, Function<String, SequencedMap<String, String>> versions) {
        StringBuilder text = new StringBuilder();
        for (StepConfigSchema step : steps) {
            text.append(step.name());
            text.append(step.declaration().enabledByDefault() ? "" : " (off unless enabled)");
            text.append("\n    ").append(step.declaration().description()).append('\n');
            List<String> needs = step.declaration().needs();
            if (!needs.isEmpty()) {
                text.append("    needs ")
                        .append(AcceptedValues.list(needs, " and "))
                        .append('\n');
            }
            text.append("    from ").append(step.origin()).append('\n');
            List<String> known = new ArrayList<>();
            versions.apply(step.origin()).forEach((of, version) -> known.add(of + " " + version));
            if (!known.isEmpty()) {
                text.append("    ").append(String.join(", ", known)).append('\n');
            }
            append(text, OptionDoc.ofStep(step));
            text.append('\n');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Collection<OptionDoc> docs) {
        for (OptionDoc doc : docs) {
            text.append("    ").append(doc.key()).append(": ").append(doc.accepted());
            text.append(" (").append(plain(doc.byDefault())).append(")\n");
            text.append("        ").append(doc.description()).append('\n');
        }
    }

    /** {@return the entries for the options of the type and its steps, and for the key that turns a step on or off, without repetitions} */
    static Set<OptionDoc> all(Declarations declarations) {
        Set<OptionDoc> docs = new LinkedHashSet<>(OptionDoc.ofType(declarations));
        for (StepConfigSchema step : declarations.steps()) {
            docs.addAll(OptionDoc.ofStep(step));
        }
        docs.add(enabledKey(declarations.steps()));
        return docs;
    }

    private static OptionDoc enabledKey(List<StepConfigSchema> steps) {
        List<String> off = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (StepConfigSchema step : steps) {
            String name = "`" + step.name() + "`";
            names.add(name);
            if (!step.declaration().enabledByDefault()) {
                off.add(name);
            }
        }
        OptionDoc.Default byDefault = off.isEmpty()
                ? new OptionDoc.Default.Value("true")
                : new OptionDoc.Default.Remark("true, except for " + AcceptedValues.list(off, " and "));
        String description = "Run the step. The steps are " + AcceptedValues.list(names, " and ") + ".";
        return new OptionDoc(ENABLED_KEY, "true or false", byDefault, description);
    }

    private static String plain(OptionDoc.Default byDefault) {
        return switch (byDefault) {
            case OptionDoc.Default.Required required -> "required" + required.exceptions();
            case OptionDoc.Default.Value(String json) -> "default: " + json;
            case OptionDoc.Default.Remark(String words) -> "default: " + words;
        };
    }

    private static String markdown(OptionDoc.Default byDefault) {
        return switch (byDefault) {
            case OptionDoc.Default.Required required -> "**required**" + required.exceptions();
            case OptionDoc.Default.Value(String json) -> "`" + json + "`";
            case OptionDoc.Default.Remark(String words) -> words;
        };
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
