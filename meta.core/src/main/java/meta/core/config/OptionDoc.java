package meta.core.config;

import java.util.ArrayList;
import java.util.List;
import meta.spi.StepDeclaration;
import meta.spi.option.Option;
import meta.spi.option.Option.Location;
import meta.spi.option.OptionType;

/**
 * What a manual says of one key.
 *
 * @param key its path in the configuration, such as {@code log_options.log_level}
 * @param accepted what it takes, in words
 * @param byDefault what holds where it is not given
 * @param description what it is for, in Markdown
 */
record OptionDoc(String key, String accepted, String byDefault, String description) {

    /** {@return the options of a type that belong to no step, each followed by its members} */
    static List<OptionDoc> ofType(Declarations declarations) {
        List<OptionDoc> docs = new ArrayList<>();
        for (Option<?> option : declarations.options()) {
            add(docs, option, "");
        }
        List<String> unless = endings(declarations);
        if (!unless.isEmpty()) {
            docs.replaceAll(doc -> doc.requiredUnless(unless));
        }
        return docs;
    }

    /** {@return the keys that end a pipeline before the options that it requires are read} */
    private static List<String> endings(Declarations declarations) {
        List<String> keys = new ArrayList<>();
        for (StepDeclaration step : declarations.steps()) {
            step.ending().ifPresent(ending -> keys.add("`" + ending.key() + "`"));
        }
        return keys;
    }

    private OptionDoc requiredUnless(List<String> keys) {
        boolean required = byDefault.equals(DefaultText.REQUIRED);
        String unless = required ? byDefault + " unless " + AcceptedValues.list(keys, " or ") : byDefault;
        return new OptionDoc(key, accepted, unless, description);
    }

    /** {@return the options of a step, each followed by its members} */
    static List<OptionDoc> ofStep(StepDeclaration declaration) {
        List<OptionDoc> docs = new ArrayList<>();
        for (Option<?> option : declaration.options()) {
            boolean atTopLevel = option.location() == Location.TOP_LEVEL;
            add(docs, option, atTopLevel ? "" : "steps." + declaration.step().name() + ".");
        }
        return docs;
    }

    private static void add(List<OptionDoc> docs, Option<?> option, String path) {
        String key = path + option.key();
        docs.add(new OptionDoc(key, AcceptedValues.words(option.type()), DefaultText.of(option), description(option)));
        for (Option<?> member : members(option.type())) {
            add(docs, member, key + ".");
        }
    }

    private static String description(Option<?> option) {
        StringBuilder description = new StringBuilder(option.description());
        for (Option<?> needed : option.needs()) {
            description.append(" Works only with `").append(needed.key()).append("`.");
        }
        if (!option.otherKeys().isEmpty()) {
            description.append(" Also spelt `").append(AcceptedValues.list(option.otherKeys(), "` or `"));
            description.append("`.");
        }
        return description.toString();
    }

    private static List<Option<?>> members(OptionType<?> type) {
        return switch (type) {
            case OptionType.Group<?> group -> group.members();
            case OptionType.Either<?> either -> {
                List<Option<?>> first = members(either.first());
                yield first.isEmpty() ? members(either.second()) : first;
            }
            case OptionType.Mapped<?, ?> mapped -> members(mapped.source());
            case OptionType.Flag _,
                    OptionType.WholeNumber _,
                    OptionType.Text<?> _,
                    OptionType.Choice<?> _,
                    OptionType.ListOf<?> _ -> List.of();
        };
    }
}
