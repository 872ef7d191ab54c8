package meta.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/** Says in words what an option takes. */
final class AcceptedValues {
    private static final long FEW = 5;

    private AcceptedValues() {}

    static String words(OptionType<?> type) {
        return switch (type) {
            case OptionType.Flag _ -> "true or false";
            case OptionType.WholeNumber number -> number(number);
            case OptionType.Text<?> text -> text.accepted();
            case OptionType.Choice<?> choice -> choice(choice);
            case OptionType.ListOf<?> list -> "a list, or just one, of: " + words(list.element());
            case OptionType.Group<?> group -> "an object with " + keys(group);
            case OptionType.Either<?> either -> words(either.first()) + ", or " + words(either.second());
            case OptionType.Mapped<?, ?> mapped -> words(mapped.source());
        };
    }

    private static String number(OptionType.WholeNumber type) {
        if (type.most() - type.least() < FEW) {
            List<String> numbers = new ArrayList<>();
            for (long number = type.least(); number <= type.most(); number++) {
                if (!type.refused().contains(number)) {
                    numbers.add(Long.toString(number));
                }
            }
            return list(numbers, " or ");
        }
        String range = "a whole number from " + type.least() + " to " + type.most();
        List<String> refused = new ArrayList<>();
        for (Long number : new TreeSet<>(type.refused())) {
            refused.add(number.toString());
        }
        return refused.isEmpty() ? range : range + ", but not " + list(refused, " or ");
    }

    private static String choice(OptionType.Choice<?> type) {
        List<String> quoted = new ArrayList<>();
        for (String choice : type.choices()) {
            quoted.add('"' + choice + '"');
        }
        return list(quoted, " or ");
    }

    private static String keys(OptionType.Group<?> type) {
        List<String> keys = new ArrayList<>();
        for (Option<?> member : type.members()) {
            keys.add(member.key());
        }
        return list(keys, " and ");
    }

    /** {@return the words with commas between, and the last after {@code conjunction}} */
    static String list(List<String> words, String conjunction) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            list.append(i == 0 ? "" : i == words.size() - 1 ? conjunction : ", ")
                    .append(words.get(i));
        }
        return list.toString();
    }
}
