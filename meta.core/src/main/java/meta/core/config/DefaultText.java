package meta.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.cni.JsonValue.JsonString;
import meta.netlink.Prefix;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import meta.spi.option.StepOptions;

/** Says what holds where an option is not given. */
final class DefaultText {
    static final String REQUIRED = "required";
    static final String NONE = "none";
    static final String OF_MEMBERS = "those of its members";

    private DefaultText() {}

    static <T> String of(Option<T> option) {
        return switch (option.presence()) {
            case Option.Required<T> _ -> REQUIRED;
            case Option.Default<T>(T value) ->
                isOfMembers(option.type(), value) ? OF_MEMBERS : text(option.type(), value);
        };
    }

    /** {@return the value as it would be written in a configuration, as far as that can be told} */
    private static String text(OptionType<?> type, Object value) {
        if (type instanceof OptionType.Choice<?> choice && choice.values().contains(value)) {
            return new JsonString(choice.choices().get(choice.values().indexOf(value))).toString();
        }
        return switch (value) {
            case Optional<?> optional -> optional.isPresent() ? text(type, optional.get()) : NONE;
            case List<?> list -> list.isEmpty() ? NONE : list(type, list);
            case String text -> new JsonString(text).toString();
            case Prefix prefix -> new JsonString(prefix.toString()).toString();
            default -> value.toString();
        };
    }

    private static String list(OptionType<?> type, List<?> values) {
        OptionType<?> element = type instanceof OptionType.ListOf<?> list ? list.element() : type;
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            texts.add(text(element, value));
        }
        return "[" + String.join(", ", texts) + "]";
    }

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
                    OptionType.Mapped<?, ?> _ -> false;
        };
    }
}
