package meta.spi;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An action of a step outside of the network objects of a plan, such as a webhook request, a DHCP lease or a file. The step plans the
 * effect as data ({@link Plan#perform}). An {@link EffectHandler}, which the step has declared, applies and undoes the effect. Immutable.
 *
 * <p>Before the effect is applied, it is written to the record of the attachment, a file on the node that only root can read. DEL undoes
 * the effect from this file alone, so the data must be sufficient to undo it. The description is printed and logged, so it must not contain
 * a secret.
 *
 * <p>Two effects are equal if their kinds, keys and data are equal.
 */
public final class Effect {
    /** The maximum number of characters of a kind, and of the name of a datum. */
    public static final int MAX_NAME = 100;

    /** The maximum number of characters of a key, and of a description. */
    public static final int MAX_TEXT = 1000;

    /** The maximum number of data of an effect. */
    public static final int MAX_DATA = 100;

    /** The maximum number of characters of all data of an effect together, including the names of the data. */
    public static final int MAX_SIZE = 16_384;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");

    private final String kind;
    private final String key;
    private final SortedMap<String, String> data;
    private final String description;

    private Effect(String kind, String key, SortedMap<String, String> data, String description) {
        this.kind = kind;
        this.key = key;
        this.data = Collections.unmodifiableSortedMap(data);
        this.description = description;
    }

    /**
     * {@return an effect without data, whose description is its key}
     *
     * @param kind selects the handler: a letter, then letters, digits, dots, hyphens and underscores (all ASCII), at most {@link #MAX_NAME}
     *     characters
     * @param key distinguishes the effects of this kind that a step plans for one attachment: one line of at most {@link #MAX_TEXT}
     *     characters, not blank. If a later plan has the same kind and key but other data, the later effect replaces the earlier one
     * @throws IllegalArgumentException if the kind or the key has another form, or the key contains a control character or half of a
     *     surrogate pair
     */
    public static Effect of(String kind, String key) {
        String name = requireName(kind, "the kind of an effect");
        return new Effect(name, requireLine(key, "the key of an effect"), new TreeMap<>(), key);
    }

    /**
     * {@return a copy with this datum, which replaces a datum with the same name}
     *
     * @param name in the form of a kind ({@link #of})
     * @param value any text; may be empty or have several lines
     * @throws IllegalArgumentException if the name has another form, the value contains half of a surrogate pair, or the copy would exceed
     *     {@link #MAX_DATA} or {@link #MAX_SIZE}
     */
    public Effect with(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(data);
        more.put(requireName(name, "the name of a datum"), requireUnicode(value, "the value of \"" + name + '"'));
        int size = 0;
        for (var datum : more.entrySet()) {
            size += datum.getKey().length() + datum.getValue().length();
        }
        if (more.size() > MAX_DATA || size > MAX_SIZE) {
            throw new IllegalArgumentException("an effect has " + more.size() + " data with " + size
                    + " characters; the maximum is " + MAX_DATA + " data with " + MAX_SIZE + " characters");
        }
        return new Effect(kind, key, more, description);
    }

    /**
     * {@return a copy with this description for the dry run, logs and errors}
     *
     * @param line what the handler does, such as {@code POST http://10.0.0.1/pods}; at most {@link #MAX_TEXT} characters
     * @throws IllegalArgumentException if the text is blank, too long, or contains a control character or half of a surrogate pair
     */
    public Effect describedAs(String line) {
        return new Effect(kind, key, new TreeMap<>(data), requireLine(line, "the description of an effect"));
    }

    /** {@return the kind, which selects the handler} */
    public String kind() {
        return kind;
    }

    /** {@return the key, which distinguishes the effects of one kind that a step plans for one attachment} */
    public String key() {
        return key;
    }

    /** {@return the values of the data by name, sorted by name; unmodifiable} */
    public SortedMap<String, String> data() {
        return data;
    }

    /**
     * {@return the value of the datum with this name}
     *
     * @throws IllegalArgumentException if there is no such datum
     */
    public String get(String name) {
        String value = data.get(name);
        if (value == null) {
            throw new IllegalArgumentException("effect " + kind + " has no datum \"" + name + '"');
        }
        return value;
    }

    /** {@return the description for the dry run, logs and errors, on one line} */
    public String description() {
        return description;
    }

    /** {@return whether both effects have the same kind and key} */
    public boolean hasKeyOf(Effect other) {
        return kind.equals(other.kind) && key.equals(other.key);
    }

    private static String requireName(String name, String what) {
        if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(what + " is \"" + cut(name)
                    + "\"; accepted: a letter, then letters, digits, dots, hyphens and underscores, at most " + MAX_NAME
                    + " characters");
        }
        return name;
    }

    private static String requireLine(String text, String what) {
        if (text.isBlank() || text.length() > MAX_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    what + " is \"" + cut(text) + "\"; accepted: one line of 1 to " + MAX_TEXT + " characters");
        }
        return requireUnicode(text, what);
    }

    /** Rejects half of a surrogate pair, which UTF-8 cannot encode. */
    private static String requireUnicode(String text, String what) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(what + " contains half of a surrogate pair");
        }
        return text;
    }

    private static String cut(String text) {
        return text.length() <= MAX_NAME ? text : text.substring(0, MAX_NAME) + "…";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Effect that && hasKeyOf(that) && data.equals(that.data);
    }

    @Override
    public int hashCode() {
        return (kind.hashCode() * 31 + key.hashCode()) * 31 + data.hashCode();
    }

    /** {@return kind and description, such as {@code webhook: POST http://10.0.0.1/pods}} */
    @Override
    public String toString() {
        return kind + ": " + description;
    }
}
