package meta.core.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import meta.spi.StepDeclaration;
import meta.spi.option.Option;
import meta.spi.option.Option.Location;
import meta.spi.option.OptionType;

/** Checks the options that third-party steps and plugin types declare. */
public final class OptionDeclarationCheck {
    public static final int MAX_TEXT = 4096;

    private static final int MAX_OPTIONS = 1000;
    private static final int MAX_KEY = 100;

    private OptionDeclarationCheck() {}

    /**
     * Checks the options of a step as {@link #requireValid(List)} does, and checks the rules for options of steps.
     *
     * <p>A step that is on by default has no required option, because a configuration that does not mention the step must stay valid. The
     * option that ends the pipeline is in the step's object, is false by default, and is a flag, which can be read without a time limit.
     *
     * @param step the name of the step
     * @throws IllegalArgumentException if a declaration breaks a rule
     * @throws NullPointerException if a checked part of a declaration is null
     */
    public static void requireValid(String step, StepDeclaration declaration) {
        requireValid(declaration.options());
        requireDistinctKeys(step, declaration.options());
        for (Option<?> option : declaration.options()) {
            if (declaration.enabledByDefault() && option.presence() instanceof Option.Required<?>) {
                throw new IllegalArgumentException("step \"" + step + "\" is on by default and requires the option \""
                        + option.key() + "\": give the option a default, or declare the step off by default");
            }
        }
        if (declaration.ending().isPresent()) {
            requireEnding(step, declaration.ending().get(), declaration.options());
        }
    }

    private static void requireEnding(String step, Option<Boolean> ending, List<Option<?>> options) {
        boolean plain = ending.type() instanceof OptionType.Flag
                && ending.presence() instanceof Option.Default<Boolean>(Boolean byDefault)
                && !byDefault
                && ending.location() == Location.STEP;
        if (!plain || !options.contains(ending)) {
            throw new IllegalArgumentException("step \"" + step + "\" ends the pipeline by the option \"" + ending.key()
                    + "\": a flag of the step that is false by default is expected");
        }
    }

    private static void requireDistinctKeys(String step, List<Option<?>> options) {
        Set<String> keys = new HashSet<>(Set.of(StepConfigSchema.ENABLED));
        Set<String> topLevel = new HashSet<>();
        for (Option<?> option : options) {
            Set<String> known = option.location() == Location.STEP ? keys : topLevel;
            for (String key : OptionReader.spellings(option)) {
                if (!known.add(key)) {
                    throw new IllegalArgumentException(
                            "step \"" + step + "\" declares the option \"" + key + "\" twice, or the key is reserved");
                }
            }
        }
    }

    /**
     * Checks the number of options, their keys, the length of their texts, and the number of values of each choice. Does not call parsers.
     *
     * @param options the options of a type or of a step
     * @throws IllegalArgumentException if a declaration breaks a rule
     * @throws NullPointerException if a checked part of a declaration is null
     */
    public static void requireValid(List<Option<?>> options) {
        if (options.size() > MAX_OPTIONS) {
            throw new IllegalArgumentException(options.size() + " options are declared; the maximum is " + MAX_OPTIONS);
        }
        for (Option<?> option : options) {
            OptionReader.spellings(option).forEach(OptionDeclarationCheck::requireKey);
            requireShort(option.description(), "the description of the option \"" + option.key() + "\"");
            Objects.requireNonNull(option.location(), "the location of an option");
            if (Objects.requireNonNull(option.presence(), "the presence of an option")
                    instanceof Option.Default<?>(Object value)) {
                Objects.requireNonNull(value, "the default of an option");
            }
            requireValid(option.type());
        }
    }

    private static void requireValid(OptionType<?> type) {
        switch (Objects.requireNonNull(type, "the type of an option")) {
            case OptionType.Flag _, OptionType.WholeNumber _ -> {}
            case OptionType.Text<?> text -> {
                requireShort(text.accepted(), "the accepted form of an option");
                Objects.requireNonNull(text.parser(), "the parser of an option");
            }
            case OptionType.Choice<?> choice -> {
                if (choice.choices().size() != choice.values().size()) {
                    throw new IllegalArgumentException(
                            "an option has " + choice.choices().size() + " choices and "
                                    + choice.values().size() + " values");
                }
                requireShort(String.join("", choice.choices()), "the choices of an option");
            }
            case OptionType.ListOf<?> list -> requireValid(list.element());
            case OptionType.MapOf<?, ?> map -> {
                requireShort(map.accepted(), "the accepted form of a key of an option");
                Objects.requireNonNull(map.key(), "the parser of a key of an option");
                requireValid(map.value());
            }
            case OptionType.Group<?> group -> {
                requireValid(group.members());
                Objects.requireNonNull(group.assembler(), "the assembler of an option");
            }
            case OptionType.Either<?> either -> {
                requireValid(either.first());
                requireValid(either.second());
            }
            case OptionType.Mapped<?, ?> mapped -> {
                requireValid(mapped.source());
                Objects.requireNonNull(mapped.mapping(), "the mapping of an option");
            }
        }
    }

    private static void requireKey(String key) {
        List<Integer> wrong = new ArrayList<>();
        key.chars().filter(c -> c < ' ' || c == '"').forEach(wrong::add);
        if (key.isBlank() || key.length() > MAX_KEY || !wrong.isEmpty()) {
            throw new IllegalArgumentException("an option has a key of " + key.length() + " characters; 1 to " + MAX_KEY
                    + " printable characters without quotes are expected");
        }
    }

    /**
     * Requires that a text has at most {@value #MAX_TEXT} characters.
     *
     * @param what a name of the text for the message
     * @throws IllegalArgumentException if the text is longer
     * @throws NullPointerException if the text is null
     */
    public static void requireShort(String text, String what) {
        if (Objects.requireNonNull(text, what).length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    what + " has " + text.length() + " characters; the maximum is " + MAX_TEXT);
        }
    }
}
