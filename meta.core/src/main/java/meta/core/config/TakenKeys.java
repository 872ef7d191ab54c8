package meta.core.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.spi.PluginType;
import meta.spi.option.Option;
import meta.spi.option.Option.Location;
import meta.spi.option.OptionType;

/**
 * The keys at the top level of a network configuration that already have a meaning. A third party must not declare such a key with another type,
 * because values that the key's owner accepts would then be rejected.
 *
 * <p>Two options have the same type if both are flags, or both accept the same numbers. Parsers cannot be compared, so other types count as
 * different.
 */
public final class TakenKeys {
    private static final String PROTOCOL = "the CNI protocol";

    private final Map<String, Taken> keys = new HashMap<>();

    private record Taken(String owner, Option<?> option) {}

    /**
     * {@return the keys of a plugin type without those of its steps}
     *
     * @param common further options of every type
     */
    public static TakenKeys of(PluginType type, List<Option<?>> common) {
        TakenKeys taken = ofEveryType(common);
        type.options().forEach(option -> taken.add(option, "plugin type \"" + type.name() + "\""));
        return taken;
    }

    /** {@return a text about the first option of a plugin type that conflicts with a key of the protocol or of every type; empty if there is none} */
    public static Optional<String> conflict(PluginType type, List<Option<?>> common) {
        return ofEveryType(common).conflict(type.options());
    }

    private static TakenKeys ofEveryType(List<Option<?>> common) {
        TakenKeys taken = new TakenKeys();
        common.forEach(option -> taken.add(option, "every plugin type"));
        Declarations.COMMON.forEach(option -> taken.add(option, "every plugin type"));
        return taken;
    }

    /**
     * Adds the keys of an option at the top level; ignores any other option. A key keeps its first owner.
     *
     * @param owner in words
     */
    public void add(Option<?> option, String owner) {
        if (option.location() == Location.TOP_LEVEL) {
            OptionReader.spellings(option).forEach(key -> keys.putIfAbsent(key, new Taken(owner, option)));
        }
    }

    /** {@return a text about the first option whose key is a key of the protocol, or is taken with another type; empty if there is none} */
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

    // two steps of a jar may share an option object, and equals may call third-party code
    @SuppressWarnings("ReferenceEquality")
    private Optional<String> otherOwner(String key, Option<?> option) {
        if (ConfigReader.isOfProtocol(key) || key.equals(StepsReader.STEPS)) {
            return Optional.of(PROTOCOL);
        }
        return Optional.ofNullable(keys.get(key))
                .filter(taken -> taken.option() != option)
                .filter(taken -> !areSame(taken.option().type(), option.type()))
                .map(taken -> taken.owner() + " with another type");
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
