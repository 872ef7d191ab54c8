package meta.core.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.core.plugin.ThirdPartyStep;
import meta.spi.Step;
import meta.spi.StepDeclaration;

/** What people read of the options and steps of a plugin type, written from their declarations so that it cannot be out of date. */
public final class Manual {
    private static final String STEPS_KEY = "steps.<step>.enabled";

    private Manual() {}

    /** {@return a Markdown table with a row for each key} */
    public static String table(Declarations declarations) {
        StringBuilder table = new StringBuilder("| key | type | default | description |\n|---|---|---|---|\n");
        for (OptionDoc doc : all(declarations)) {
            table.append("| `").append(doc.key()).append("` | ");
            table.append(cell(doc.accepted())).append(" | ");
            table.append(cell(code(doc.byDefault()))).append(" | ");
            table.append(cell(doc.description())).append(" |\n");
        }
        return table.toString();
    }

    /** {@return the steps of the pipeline in order, each with its options, and then the options that belong to no step} */
    public static String steps(Declarations declarations) {
        StringBuilder text = new StringBuilder(steps(declarations.steps()));
        text.append("options of the type\n");
        append(text, OptionDoc.ofType(declarations));
        return text.toString();
    }

    /** {@return the steps, each with where it comes from and its options} */
    public static String steps(List<StepDeclaration> declarations) {
        StringBuilder text = new StringBuilder();
        for (StepDeclaration declaration : declarations) {
            text.append(declaration.step().name());
            text.append(declaration.enabledByDefault() ? "" : " (off unless enabled)");
            text.append("\n    ").append(declaration.description()).append('\n');
            append(text, declaration);
            append(text, OptionDoc.ofStep(declaration));
            text.append('\n');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, StepDeclaration declaration) {
        if (!declaration.needs().isEmpty()) {
            text.append("    needs ")
                    .append(AcceptedValues.list(declaration.needs(), " and "))
                    .append('\n');
        }
        text.append("    from ").append(origin(declaration.step())).append('\n');
    }

    private static String origin(Step step) {
        String module = step.getClass().getModule().getName();
        return step instanceof ThirdPartyStep foreign
                ? foreign.origin()
                : "the image" + (module == null ? "" : ": " + module);
    }

    private static void append(StringBuilder text, List<OptionDoc> docs) {
        for (OptionDoc doc : docs) {
            text.append("    ").append(doc.key()).append(": ").append(doc.accepted());
            text.append(" (").append(byDefault(doc.byDefault())).append(")\n");
            text.append("        ").append(doc.description()).append('\n');
        }
    }

    private static Set<OptionDoc> all(Declarations declarations) {
        Set<OptionDoc> docs = new LinkedHashSet<>(OptionDoc.ofType(declarations));
        for (StepDeclaration declaration : declarations.steps()) {
            docs.addAll(OptionDoc.ofStep(declaration));
        }
        docs.add(stepsKey(declarations.steps()));
        return docs;
    }

    private static OptionDoc stepsKey(List<StepDeclaration> steps) {
        List<String> off = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (StepDeclaration declaration : steps) {
            String name = "`" + declaration.step().name() + "`";
            names.add(name);
            if (!declaration.enabledByDefault()) {
                off.add(name);
            }
        }
        String byDefault = off.isEmpty() ? "true" : "true, but for " + AcceptedValues.list(off, " and ");
        String description = "Whether a step runs. The steps are " + AcceptedValues.list(names, " and ") + ".";
        return new OptionDoc(STEPS_KEY, "true or false", byDefault, description);
    }

    private static String byDefault(String text) {
        return text.startsWith(DefaultText.REQUIRED) ? text : "default: " + text;
    }

    private static String code(String byDefault) {
        if (byDefault.startsWith(DefaultText.REQUIRED)) {
            return "**required**" + byDefault.substring(DefaultText.REQUIRED.length());
        }
        return switch (byDefault) {
            case DefaultText.NONE, DefaultText.OF_MEMBERS -> byDefault;
            default -> byDefault.contains("`") ? byDefault : "`" + byDefault + "`";
        };
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
