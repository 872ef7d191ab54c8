package meta.core.config;

import java.util.Locale;
import java.util.Optional;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/** What to write in place of a value of the wrong kind, where it is plain what was meant. */
final class Hint {
    private static final int LONGEST_NUMBER = 18; // digits that fit into a long

    private Hint() {}

    /** {@return such as {@code ; write true, without quotes}; empty where it is not plain} */
    static String of(OptionType<?> type, JsonValue given) {
        return switch (type) {
            case OptionType.Flag _ -> flag(given);
            case OptionType.WholeNumber _ -> number(given);
            case OptionType.Group<?> group -> group(group, given);
            case OptionType.Either<?> either -> of(either.first(), given); // the short form of the second
            case OptionType.Mapped<?, ?> mapped -> of(mapped.source(), given);
            case OptionType.ListOf<?> list -> of(list.element(), given);
            case OptionType.Choice<?> choice -> choice(choice, given);
            case OptionType.Text<?> _ -> "";
        };
    }

    static String flag(JsonValue given) {
        String word =
                given instanceof JsonString(String text) ? text.strip().toLowerCase(Locale.ROOT) : given.toString();
        return switch (word) {
            case "true", "yes", "on", "1" -> "; write true" + unquoted(given);
            case "false", "no", "off", "0" -> "; write false" + unquoted(given);
            default -> "";
        };
    }

    private static String choice(OptionType.Choice<?> type, JsonValue given) {
        for (String choice : type.choices()) {
            if (given instanceof JsonString(String text) && choice.equalsIgnoreCase(text.strip())) {
                return "; write \"" + choice + '"';
            }
        }
        return "";
    }

    private static String number(JsonValue given) {
        if (given instanceof JsonString(String text)) {
            String digits = text.strip();
            boolean whole = digits.matches("-?[0-9]+") && digits.length() <= LONGEST_NUMBER;
            return whole ? "; write " + Long.parseLong(digits) + unquoted(given) : "";
        }
        return "";
    }

    /** A value where an object is expected is that of a member that takes such a value, if there is only one. */
    private static String group(OptionType.Group<?> group, JsonValue given) {
        Optional<String> only = Optional.empty();
        for (Option<?> member : group.members()) {
            if (OptionReader.accepts(member.type(), given)) {
                if (only.isPresent()) {
                    return "";
                }
                only = Optional.of(member.key());
            }
        }
        return only.map(key -> "; write {\"" + key + "\": " + given + "}").orElse("");
    }

    private static String unquoted(JsonValue given) {
        return given instanceof JsonString ? ", without quotes" : "";
    }

    /** {@return what to write in place of a key with a dot, such as {@code rp_filter.value}} */
    static String nested(String key, JsonObject object) {
        int dot = key.indexOf('.');
        return "an object is written \"" + key.substring(0, dot) + "\": {\"" + key.substring(dot + 1) + "\": "
                + object.get(key) + "}";
    }
}
