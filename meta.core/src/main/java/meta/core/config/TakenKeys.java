package meta.core.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.spi.PluginType;
import meta.spi.option.Option;
import meta.spi.option.Option.Location;
import meta.spi.option.OptionType;

/**
 * The keys at the top level of a network configuration that are already declared. Finds options of a third party that give such a key
 * another meaning.
 *
 * <p>A third party must not declare such a key with another type of values: its option could reject values that the existing declaration
 * accepts. Two options have the same type of values if they are the same {@link Option} object, if both are flags, or if both have equal
 * {@link OptionType.WholeNumber} types. Other types count as different.
 */
public final class TakenKeys {
    private static final String PROTOCOL = "the CNI protocol";
    private static final String EVERY_TYPE = "every plugin type";

    private final Map<String, Taken> keys = new HashMap<>();

    /**
     * The declaration of a key.
     *
     * @param owner a text about the type or step that declares the key
     */
    private record Taken(String owner, Option<?> option) {}

    /**
     * {@return the keys of the type's options, and those of every plugin type}
     *
     * @param common options that every plugin type has, in addition to those of {@link Declarations}
     */
    public static TakenKeys of(PluginType type, List<Option<?>> common) {
        TakenKeys taken = ofEveryType(common);
        ofTopLevel(type).forEach(option -> taken.add(option, "plugin type \"" + type.name() + "\""));
        return taken;
    }

    /**
     * {@return the result of {@link #conflict(List)} for the options of the type, compared only with the keys of every plugin type}
     *
     * @param common as for {@link #of}
     */
    public static Optional<String> conflict(PluginType type, List<Option<?>> common) {
        return ofEveryType(common).conflict(ofTopLevel(type));
    }

    /** {@return the options of a type, whose location is ignored because they are always at the top level} */
    private static List<Option<?>> ofTopLevel(PluginType type) {
        List<Option<?>> options = new ArrayList<>();
        for (Option<?> option : type.options()) {
            options.add(option.location() == Location.TOP_LEVEL ? option : option.atTopLevel());
        }
        return options;
    }

    private static TakenKeys ofEveryType(List<Option<?>> common) {
        TakenKeys taken = new TakenKeys();
        common.forEach(option -> taken.add(option, EVERY_TYPE));
        Declarations.COMMON.forEach(option -> taken.add(option, EVERY_TYPE));
        return taken;
    }

    /**
     * Adds the keys of an option whose location is the top level. The first declaration of a key counts.
     *
     * @param owner a text about the type or step that declares the option, for messages
     */
    public void add(Option<?> option, String owner) {
        if (option.location() == Location.TOP_LEVEL) {
            OptionReader.spellings(option).forEach(key -> keys.putIfAbsent(key, new Taken(owner, option)));
        }
    }

    /**
     * {@return a description of the first option at the top level with a key that belongs to the CNI protocol, is {@code steps}, or was
     * added with another type of values}
     *
     * <p>It reads like {@code declares the option "mtu", a key of every plugin type, but with another type}.
     */
    public Optional<String> conflict(List<Option<?>> options) {
        for (Option<?> option : options) {
            if (option.location() == Location.TOP_LEVEL) {
                for (String key : OptionReader.spellings(option)) {
                    Optional<String> owner = otherOwner(key, option);
                    if (owner.isPresent()) {
                        return Optional.of("declares the option \"" + key + "\", a key of " + owner.get());
                    }
                }
            }
        }
        return Optional.empty();
    }

    // compared by identity: two steps of a jar may share an option, and equals may call third-party code
    @SuppressWarnings("ReferenceEquality")
    private Optional<String> otherOwner(String key, Option<?> option) {
        if (ConfigReader.isOfProtocol(key)) {
            return Optional.of(PROTOCOL);
        }
        if (key.equals(StepsReader.STEPS)) {
            return Optional.of(EVERY_TYPE);
        }
        return Optional.ofNullable(keys.get(key))
                .filter(taken -> taken.option() != option)
                .filter(taken -> !areSame(taken.option().type(), option.type()))
                .map(taken -> taken.owner() + ", but with another type");
    }

    private static boolean areSame(OptionType<?> one, OptionType<?> other) {
        return switch (one) {
            case OptionType.Flag _ -> other instanceof OptionType.Flag;
            case OptionType.WholeNumber number -> number.equals(other);
            case OptionType.Text<?> _,
                    OptionType.Choice<?> _,
                    OptionType.ListOf<?> _,
                    OptionType.MapOf<?, ?> _,
                    OptionType.Group<?> _,
                    OptionType.Either<?> _,
                    OptionType.Mapped<?, ?> _ -> false;
        };
    }
}
