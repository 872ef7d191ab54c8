package meta.spi;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something outside of the network objects of a plan: a DHCP lease, a webhook, a BGP announcement, a file, an nftables rule. A step plans it as data
 * ({@link Plan#perform}), and an {@link EffectHandler} that the step has declared carries it out.
 *
 * <p>The record of the attachment keeps the effect until it is undone, even if the process is killed. The data must therefore be sufficient to undo
 * it. Only root can read the record. The description is printed and logged, so it must contain no secret.
 *
 * <p>Two effects are equal if kind, key and data are equal.
 */
public final class Effect {
    /** The maximum number of characters of a kind, and of the name of a datum. */
    public static final int MAX_NAME = 100;

    /** The maximum number of characters of a key, and of a description. */
    public static final int MAX_TEXT = 1000;

    /** The maximum number of data. */
    public static final int MAX_DATA = 100;

    /** The maximum number of characters of all data together, with their names. */
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
     * @param kind a letter, then letters, digits, dots, hyphens and underscores; selects the handler
     * @param key distinguishes the effects of this kind that a step plans for one attachment. A later effect with this key and other data replaces
     *     the earlier one
     * @throws IllegalArgumentException if the kind or the key is not valid
     */
    public static Effect of(String kind, String key) {
        String name = requireName(kind, "the kind of an effect");
        return new Effect(name, requireLine(key, "the key of an effect"), new TreeMap<>(), key);
    }

    /**
     * {@return a copy with this datum, which replaces a datum with the same name}
     *
     * @param name a letter, then letters, digits, dots, hyphens and underscores
     * @throws IllegalArgumentException if a limit is exceeded, the name is not valid, or the value is not valid Unicode
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
     * @param line what is done, such as {@code POST http://10.0.0.1/pods}
     * @throws IllegalArgumentException if the text is blank, too long, or more than one line
     */
    public Effect describedAs(String line) {
        return new Effect(kind, key, new TreeMap<>(data), requireLine(line, "the description of an effect"));
    }

    /** {@return the kind} */
    public String kind() {
        return kind;
    }

    /** {@return the key} */
    public String key() {
        return key;
    }

    /** {@return the data, in the order of their names} */
    public SortedMap<String, String> data() {
        return data;
    }

    /**
     * {@return the value of the datum with this name}
     *
     * @throws IllegalArgumentException if the effect has no datum of this name
     */
    public String get(String name) {
        String value = data.get(name);
        if (value == null) {
            throw new IllegalArgumentException("effect " + kind + " has no datum \"" + name + '"');
        }
        return value;
    }

    /** {@return the text for the dry run, logs and errors, on one line} */
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

    /** Half of a surrogate pair does not survive the encoding of the record. */
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
