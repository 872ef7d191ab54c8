package meta.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/** Describes the values that an option accepts, as in {@code CIDR or list of CIDRs}. */
final class AcceptedValues {
    /** The size of the largest range of integers that is listed number by number. */
    private static final long MAX_LISTED = 5;

    /** One to three words whose plural is assumed to end in -s, such as {@code IPv4 subnet}. An example may follow. */
    private static final Pattern NOUN = Pattern.compile(
            "((?:(?!the |of |with )[\\w-]+ ){0,2}[\\w-]*[\\w&&[^sxyz]])" + "(?:(?: such as|, e\\.g\\.) .*)?");

    private AcceptedValues() {}

    /** {@return a description of the accepted values, which can follow the word "expected"} */
    static String of(OptionType<?> type) {
        return switch (type) {
            case OptionType.Flag _ -> "true or false";
            case OptionType.WholeNumber number -> number(number);
            case OptionType.Text<?> text -> text.accepted().replaceFirst("^an? ", "");
            case OptionType.Choice<?> choice -> choice(choice);
            case OptionType.ListOf<?> list -> listOf(list.element());
            case OptionType.MapOf<?, ?> map ->
                "object with a " + map.accepted() + " as each key, and as value: " + of(map.value());
            case OptionType.Group<?> group -> "object with " + keys(group);
            case OptionType.Either<?> either -> of(either.first()) + ", or " + of(either.second());
            case OptionType.Mapped<?, ?> mapped -> of(mapped.source());
        };
    }

    private static String number(OptionType.WholeNumber type) {
        long distance = type.most() - type.least(); // negative if the distance does not fit into a long
        if (distance >= 0 && distance < MAX_LISTED) {
            List<String> numbers = new ArrayList<>();
            for (long number = type.least(); number <= type.most(); number++) {
                if (!type.refused().contains(number)) {
                    numbers.add(Long.toString(number));
                }
            }
            return list(numbers, " or ");
        }
        String range = "integer from " + type.least() + " to " + type.most();
        List<String> refused =
                new TreeSet<>(type.refused()).stream().map(String::valueOf).toList();
        return refused.isEmpty() ? range : range + ", except " + list(refused, " and ");
    }

    private static String choice(OptionType.Choice<?> type) {
        return list(type.choices().stream().map(choice -> '"' + choice + '"').toList(), " or ");
    }

    private static String listOf(OptionType<?> element) {
        String one = of(element);
        Matcher noun = NOUN.matcher(one);
        return element instanceof OptionType.Text<?> && noun.matches()
                ? one + " or list of " + noun.group(1) + "s"
                : one + ", or a list of such values";
    }

    private static String keys(OptionType.Group<?> type) {
        return list(type.members().stream().map(Option::key).toList(), " and ");
    }

    /** {@return the words, separated by commas, but with the conjunction before the last one of several} */
    static String list(List<String> words, String conjunction) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            list.append(i == 0 ? "" : i == words.size() - 1 ? conjunction : ", ")
                    .append(words.get(i));
        }
        return list.toString();
    }
}
