package meta.core.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import meta.core.cni.InputProblem;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonBoolean;
import meta.core.cni.JsonValue.JsonNull;
import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.netlink.Prefix;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import meta.spi.option.StepOptions;
import org.jspecify.annotations.Nullable;

/** Reads the values of declared options from JSON. Adds problems about invalid and missing values, and notes. */
final class OptionReader {
    private final Findings findings;

    OptionReader(Findings findings) {
        this.findings = findings;
    }

    /**
     * {@return the given options with the value of one more option; unchanged if the value is missing, null or invalid} An exception of a
     * parser, mapping or assembler passes through, except an {@link IllegalArgumentException}.
     *
     * @param from the object that can hold the key of the option
     * @param path the path of that object with a trailing dot; empty for the configuration itself
     * @param demanded whether a missing required option is a problem
     * @throws NullPointerException if a parser, mapping or assembler of the option returns null
     */
    <T> StepOptions read(StepOptions options, Option<T> option, JsonObject from, String path, boolean demanded) {
        String key = option.key();
        JsonValue given = from.get(key);
        for (String other : option.otherKeys()) {
            JsonValue alternative = from.get(other);
            if (given instanceof JsonNull) {
                key = other;
                given = alternative;
            } else if (!(alternative instanceof JsonNull) && !alternative.equals(given)) {
                String conflict = "conflicts with \"" + key + "\", which is " + given + "; give only one of them";
                findings.problem(new InputProblem(path + other, alternative.toString(), conflict));
            }
        }
        if (given instanceof JsonNull) {
            if (demanded && option.presence() instanceof Option.Required<T>) {
                findings.missing(path, option.key(), expected(option.type()));
            }
            return options;
        }
        T value = value(option.type(), given, path + key);
        return value == null ? options : options.with(option, value);
    }

    /**
     * For each option that is set, adds a problem for each option that it needs and that is not set. An option is set if it has a value
     * that differs from its default.
     *
     * @param declared the options of one step
     * @param path the path of the step's object with a trailing dot
     */
    void requireNeeds(StepOptions values, List<Option<?>> declared, String path) {
        for (Option<?> option : declared) {
            for (Option<?> needed : option.needs()) {
                if (isSet(values, option) && !isSet(values, needed)) {
                    boolean atTopLevel = option.location() == Option.Location.TOP_LEVEL;
                    String given = values.find(option).map(Object::toString).orElse("");
                    findings.problem(new InputProblem(
                            (atTopLevel ? "" : path) + option.key(), given, "requires \"" + needed.key() + "\""));
                }
            }
        }
    }

    /** {@return the keys by which a configuration can give the option; the preferred key is the first} */
    static List<String> spellings(Option<?> option) {
        List<String> keys = new ArrayList<>();
        keys.add(option.key());
        keys.addAll(option.otherKeys());
        return keys;
    }

    private static boolean isSet(StepOptions values, Option<?> option) {
        Optional<?> value = values.find(option);
        boolean byDefault = option.presence() instanceof Option.Default<?>(Object unused)
                && value.isPresent()
                && unused.equals(value.get());
        return value.isPresent() && !byDefault;
    }

    /** {@return the Java value; null if the type does not accept the JSON value, in which case a problem is added} */
    @SuppressWarnings("unchecked") // the compiler cannot infer T for Flag, WholeNumber, ListOf and MapOf
    private <T> @Nullable T value(OptionType<T> type, JsonValue given, String place) {
        return switch (type) {
            case OptionType.Flag flag -> (T) flag(flag, given, place);
            case OptionType.WholeNumber number -> (T) number(number, given, place);
            case OptionType.Text<T> text -> text(text, given, place);
            case OptionType.Choice<T> choice -> choice(choice, given, place);
            case OptionType.ListOf<?> list -> (T) list(list, given, place);
            case OptionType.MapOf<?, ?> map -> (T) map(map, given, place);
            case OptionType.Group<T> group -> group(group, given, place);
            case OptionType.Either<T> either -> either(either, given, place);
            case OptionType.Mapped<?, T> mapped -> mapped(mapped, given, place);
        };
    }

    private @Nullable Boolean flag(OptionType.Flag type, JsonValue given, String place) {
        if (given instanceof JsonBoolean(boolean flag)) {
            return flag;
        }
        reject(type, given, place);
        return null;
    }

    private @Nullable Long number(OptionType.WholeNumber type, JsonValue given, String place) {
        if (given instanceof JsonNumber number && number.whole().isPresent()) {
            long value = number.whole().getAsLong();
            if (value >= type.least() && value <= type.most() && !type.refused().contains(value)) {
                return value;
            }
        }
        reject(type, given, place);
        return null;
    }

    private <T> @Nullable T text(OptionType.Text<T> type, JsonValue given, String place) {
        if (!(given instanceof JsonString(String text))) {
            reject(type, given, place);
            return null;
        }
        try {
            T value = Objects.requireNonNull(type.parser().apply(text), "the result of an option's parser");
            if (value instanceof Prefix block) {
                PrefixNotes.of(block, text).forEach(note -> findings.note(place + ": " + note));
            }
            return value;
        } catch (IllegalArgumentException e) {
            findings.problem(parserProblem(type, given, place, e));
            return null;
        }
    }

    private <T> @Nullable T choice(OptionType.Choice<T> type, JsonValue given, String place) {
        if (given instanceof JsonString(String text)) {
            int index = type.choices().indexOf(text);
            if (index >= 0) {
                return type.values().get(index);
            }
        }
        reject(type, given, place);
        return null;
    }

    private <E> @Nullable List<E> list(OptionType.ListOf<E> type, JsonValue given, String place) {
        if (!(given instanceof JsonArray(var elements))) {
            if (!isOfKind(type.element(), given)) {
                reject(type, given, place);
                return null;
            }
            E only = element(type.element(), given, place);
            return only == null ? null : List.of(only);
        }
        List<E> values = new ArrayList<>();
        boolean valid = true;
        for (int i = 0; i < elements.size(); i++) {
            E value = element(type.element(), elements.get(i), place + "[" + i + "]");
            if (value == null) {
                valid = false;
            } else {
                values.add(value);
            }
        }
        return valid ? values : null;
    }

    /** Reads one element of a list. If it is an invalid text of valid parts with commas between them, the problem suggests a list. */
    private <E> @Nullable E element(OptionType<E> type, JsonValue given, String place) {
        if (!(given instanceof JsonString(String text)) || text.indexOf(',') < 0 || accepts(type, given)) {
            return value(type, given, place);
        }
        StringBuilder list = new StringBuilder();
        for (String part : text.split(",", -1)) {
            JsonString one = new JsonString(part.strip());
            if (!accepts(type, one)) {
                return value(type, given, place);
            }
            list.append(list.isEmpty() ? "" : ", ").append(one);
        }
        findings.problem(new InputProblem(place, given.toString(), expected(type) + "; write a list: [" + list + "]"));
        return null;
    }

    static boolean accepts(OptionType<?> type, JsonValue given) {
        Findings ignored = new Findings();
        return new OptionReader(ignored).value(type, given, "") != null && ignored.isValid();
    }

    private <K, V> @Nullable Map<K, V> map(OptionType.MapOf<K, V> type, JsonValue given, String place) {
        if (!(given instanceof JsonObject object)) {
            reject(type, given, place);
            return null;
        }
        int before = findings.count();
        Map<K, V> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            if (member.getValue() instanceof JsonNull) {
                continue; // counts as missing
            }
            K key = key(type, member.getKey(), place);
            V value = value(type.value(), member.getValue(), place + "." + member.getKey());
            if (key != null && value != null && values.put(key, value) != null) {
                findings.problem(new InputProblem(
                        place, new JsonString(member.getKey()).toString(), "means the same as an earlier key"));
            }
        }
        return findings.count() > before ? null : Collections.unmodifiableMap(values);
    }

    private <K> @Nullable K key(OptionType.MapOf<K, ?> type, String key, String place) {
        try {
            return Objects.requireNonNull(type.key().apply(key), "the result of an option's parser");
        } catch (IllegalArgumentException e) {
            String quoted = new JsonString(key).toString();
            String message = firstLine(e);
            String reason = message.startsWith(quoted + ": ") ? message.substring(quoted.length() + 2) : message;
            findings.problem(new InputProblem(place, quoted, reason + "; expected as a key: " + type.accepted()));
            return null;
        }
    }

    private <T> @Nullable T group(OptionType.Group<T> type, JsonValue given, String place) {
        if (!(given instanceof JsonObject object)) {
            reject(type, given, place);
            return null;
        }
        int before = findings.count();
        StepOptions members = StepOptions.defaults(type.members());
        List<String> keys = new ArrayList<>();
        for (Option<?> member : type.members()) {
            members = read(members, member, object, place + ".", true);
            keys.addAll(spellings(member));
        }
        findings.unknownKeys(object, keys, place + ".");
        return findings.count() > before ? null : applied(type.assembler(), members, given, place);
    }

    private <T> @Nullable T either(OptionType.Either<T> type, JsonValue given, String place) {
        if (isOfKind(type.first(), given)) {
            return value(type.first(), given, place);
        }
        if (isOfKind(type.second(), given)) {
            return value(type.second(), given, place);
        }
        reject(type, given, place);
        return null;
    }

    private <S, T> @Nullable T mapped(OptionType.Mapped<S, T> type, JsonValue given, String place) {
        S source = value(type.source(), given, place);
        return source == null ? null : applied(type.mapping(), source, given, place);
    }

    private <S, T> @Nullable T applied(Function<S, T> function, S source, JsonValue given, String place) {
        try {
            return Objects.requireNonNull(function.apply(source), "the result of an option's mapping");
        } catch (IllegalArgumentException e) {
            findings.problem(new InputProblem(place, given.toString(), firstLine(e)));
            return null;
        }
    }

    private void reject(OptionType<?> type, JsonValue given, String place) {
        findings.problem(new InputProblem(place, given.toString(), expected(type) + CorrectionHint.of(type, given)));
    }

    private static String expected(OptionType<?> type) {
        return "expected " + AcceptedValues.of(type);
    }

    /** {@return whether the type accepts values of this JSON kind, such as strings} */
    private static boolean isOfKind(OptionType<?> type, JsonValue given) {
        return switch (type) {
            case OptionType.Flag _ -> given instanceof JsonBoolean;
            case OptionType.WholeNumber _ -> given instanceof JsonNumber;
            case OptionType.Text<?> _, OptionType.Choice<?> _ -> given instanceof JsonString;
            case OptionType.ListOf<?> list -> given instanceof JsonArray || isOfKind(list.element(), given);
            case OptionType.MapOf<?, ?> _, OptionType.Group<?> _ -> given instanceof JsonObject;
            case OptionType.Either<?> either -> isOfKind(either.first(), given) || isOfKind(either.second(), given);
            case OptionType.Mapped<?, ?> mapped -> isOfKind(mapped.source(), given);
        };
    }

    /** {@return the problem that a parser has reported, without the value at the beginning of the parser's message} */
    private static InputProblem parserProblem(
            OptionType.Text<?> type, JsonValue given, String place, IllegalArgumentException e) {
        String message = firstLine(e);
        String quoted = given.toString();
        if (message.startsWith(quoted + ": ")) {
            return new InputProblem(place, quoted, message.substring(quoted.length() + 2));
        }
        String reason = message.startsWith(quoted + " ") ? message.substring(quoted.length() + 1) : message;
        return new InputProblem(place, quoted, reason + "; " + expected(type));
    }

    private static String firstLine(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end).strip();
    }
}
