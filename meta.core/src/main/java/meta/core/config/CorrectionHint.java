package meta.core.config;

import java.util.List;
import java.util.Locale;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/** Suggests a correction of an invalid value or key, such as {@code ; write true, without quotes}. */
final class CorrectionHint {
    private static final int MAX_DIGITS = 18; // a number with so many digits fits into a long

    private CorrectionHint() {}

    /** {@return the suggestion, which begins with a semicolon; empty if there is none} */
    static String of(OptionType<?> type, JsonValue given) {
        return switch (type) {
            case OptionType.Flag _ -> flag(given);
            case OptionType.WholeNumber _ -> number(given);
            case OptionType.Group<?> group -> group(group, given);
            case OptionType.Either<?> either -> of(either.first(), given);
            case OptionType.Mapped<?, ?> mapped -> of(mapped.source(), given);
            case OptionType.ListOf<?> list -> of(list.element(), given);
            case OptionType.Choice<?> choice -> choice(choice, given);
            case OptionType.Text<?> _, OptionType.MapOf<?, ?> _ -> "";
        };
    }

    /** {@return the suggestion for a value that should be true or false} */
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
            boolean whole = digits.matches("-?[0-9]+") && digits.length() <= MAX_DIGITS;
            return whole ? "; write " + Long.parseLong(digits) + unquoted(given) : "";
        }
        return "";
    }

    /** {@return the suggestion to put the value into an object, if exactly one member of the object accepts it} */
    private static String group(OptionType.Group<?> group, JsonValue given) {
        List<String> accepting = group.members().stream()
                .filter(member -> OptionReader.accepts(member.type(), given))
                .map(Option::key)
                .toList();
        return accepting.size() == 1 ? "; write {\"" + accepting.getFirst() + "\": " + given + "}" : "";
    }

    private static String unquoted(JsonValue given) {
        return given instanceof JsonString ? ", without quotes" : "";
    }

    /**
     * {@return the suggestion to write a key with a dot, such as {@code rp_filter.value}, as a key inside an object; without a semicolon}
     *
     * @param key a key of the object; contains a dot
     */
    static String nested(String key, JsonObject object) {
        int dot = key.indexOf('.');
        return "write \"" + key.substring(0, dot) + "\": {\"" + key.substring(dot + 1) + "\": " + object.get(key) + "}";
    }
}
