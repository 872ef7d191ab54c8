package meta.core.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.core.cni.JsonValue.JsonString;
import meta.netlink.Prefix;
import meta.spi.option.GoDuration;
import meta.spi.option.Option;
import meta.spi.option.Option.Location;
import meta.spi.option.OptionType;
import meta.spi.option.StepOptions;

/**
 * An entry of the manual about one key of a network configuration.
 *
 * @param key the path of the key in the configuration, such as {@code log_options.log_level}
 * @param description sentences in Markdown
 */
record OptionDoc(String key, String accepted, Default byDefault, String description) {

    /** The default of the key, or the fact that the key is required. */
    sealed interface Default {

        /**
         * The key is required.
         *
         * @param unless the keys of flags, in Markdown. If one of the flags is true, this key, or the option that contains it, may be missing
         */
        record Required(List<String> unless) implements Default {
            /** {@return a text such as {@code  unless `a` or `b`}; empty without such flags} */
            String exceptions() {
                return unless.isEmpty() ? "" : " unless " + AcceptedValues.list(unless, " or ");
            }
        }

        /**
         * The key has a default.
         *
         * @param json the default as JSON; its {@code toString} if no JSON form is known for it
         */
        record Value(String json) implements Default {}

        /** The default, or the lack of one, described in words. */
        record Remark(String words) implements Default {}
    }

    private static final Default NONE = new Default.Remark("none");
    private static final Default OF_KEYS = new Default.Remark("see its keys");

    /** {@return the entries for the options of the type} Keys inside the value of an option can have entries, too. */
    static List<OptionDoc> ofType(Declarations declarations) {
        List<OptionDoc> docs = new ArrayList<>();
        List<String> unless = endings(declarations);
        for (Option<?> option : declarations.options()) {
            add(docs, option, "", unless);
        }
        return docs;
    }

    /** {@return the entries for the options of a step} */
    static List<OptionDoc> ofStep(StepConfigSchema step) {
        List<OptionDoc> docs = new ArrayList<>();
        for (Option<?> option : step.declaration().options()) {
            boolean atTopLevel = option.location() == Location.TOP_LEVEL;
            add(docs, option, atTopLevel ? "" : "steps." + step.name() + ".", List.of());
        }
        return docs;
    }

    /** {@return the keys, in Markdown, of the options that can end the pipeline early} */
    private static List<String> endings(Declarations declarations) {
        List<String> keys = new ArrayList<>();
        for (StepConfigSchema step : declarations.steps()) {
            step.declaration().ending().ifPresent(ending -> keys.add("`" + ending.key() + "`"));
        }
        return keys;
    }

    private static void add(List<OptionDoc> docs, Option<?> option, String path, List<String> unless) {
        String key = path + option.key();
        docs.add(new OptionDoc(key, AcceptedValues.of(option.type()), byDefault(option, unless), description(option)));
        for (Option<?> member : members(option.type())) {
            add(docs, member, key + ".", unless);
        }
    }

    private static <T> Default byDefault(Option<T> option, List<String> unless) {
        return switch (option.presence()) {
            case Option.Required<T> _ -> new Default.Required(unless);
            case Option.Unset<T> _ -> NONE;
            case Option.Default<T>(T value) -> byDefault(option.type(), value);
        };
    }

    /** Can call code of a third party, such as {@code toString} of the value. */
    private static Default byDefault(OptionType<?> type, Object value) {
        try {
            return isOfMembers(type, value) ? OF_KEYS : value(type, value);
        } catch (RuntimeException | LinkageError e) {
            return new Default.Remark("cannot be shown: " + e);
        }
    }

    private static Default value(OptionType<?> type, Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.isPresent() ? value(type, optional.get()) : NONE;
            case List<?> list when list.isEmpty() -> NONE;
            case Map<?, ?> map when map.isEmpty() -> NONE;
            default -> new Default.Value(json(type, value));
        };
    }

    private static String json(OptionType<?> type, Object value) {
        if (type instanceof OptionType.Choice<?> choice && choice.values().contains(value)) {
            return new JsonString(choice.choices().get(choice.values().indexOf(value))).toString();
        }
        return switch (value) {
            case List<?> list ->
                "["
                        + String.join(
                                ", ",
                                list.stream()
                                        .map(element -> json(elementType(type), element))
                                        .toList())
                        + "]";
            case String text -> new JsonString(text).toString();
            case Prefix prefix -> new JsonString(prefix.toString()).toString();
            case Duration duration
            when !duration.isNegative() -> new JsonString(new GoDuration(duration).toString()).toString();
            default -> value.toString();
        };
    }

    private static OptionType<?> elementType(OptionType<?> type) {
        return type instanceof OptionType.ListOf<?> list ? list.element() : type;
    }

    /** {@return whether the type is, or has as an alternative, a group whose assembler makes this value from the members' defaults} */
    private static boolean isOfMembers(OptionType<?> type, Object value) {
        return switch (type) {
            case OptionType.Group<?> group ->
                group.assembler().apply(StepOptions.defaults(group.members())).equals(value);
            case OptionType.Either<?> either ->
                isOfMembers(either.first(), value) || isOfMembers(either.second(), value);
            case OptionType.Flag _,
                    OptionType.WholeNumber _,
                    OptionType.Text<?> _,
                    OptionType.Choice<?> _,
                    OptionType.ListOf<?> _,
                    OptionType.MapOf<?, ?> _,
                    OptionType.Mapped<?, ?> _ -> false;
        };
    }

    private static String description(Option<?> option) {
        StringBuilder description = new StringBuilder(option.description());
        for (Option<?> needed : option.needs()) {
            description.append(" Requires `").append(needed.key()).append("`.");
        }
        if (!option.otherKeys().isEmpty()) {
            description.append(" Also accepted as `").append(AcceptedValues.list(option.otherKeys(), "` or `"));
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
                    OptionType.ListOf<?> _,
                    OptionType.MapOf<?, ?> _ -> List.of();
        };
    }
}
