package meta.spi.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Replaces synonyms of {@code ip} in a line by one word each, so that lines of {@code metactl plan}, of {@code ip ... show} and of manual pages can
 * be compared.
 */
final class IpDialect {
    private static final Map<String, String> KINDS =
            Map.of("address", "addr", "neighbor", "neigh", "neighbour", "neigh", "ro", "route", "ru", "rule");
    private static final String REPLACE = "replace";
    private static final Map<String, String> VERBS =
            Map.of("add", REPLACE, "delete", "del"); // a plan states what should exist, whether or not it exists

    private static final Map<String, Map<String, String>> KEYWORDS = Map.of(
            "link",
            Map.of("lladdr", "address", "qlen", "txqueuelen", "txqlen", "txqueuelen"),
            "addr",
            Map.of(),
            "route",
            Map.of("protocol", "proto", "priority", "metric", "preference", "metric", "lookup", "table"),
            "rule",
            Map.of(
                    "proto",
                    "protocol",
                    "pref",
                    "priority",
                    "preference",
                    "priority",
                    "order",
                    "priority",
                    "table",
                    "lookup"),
            "neigh",
            Map.of("proto", "protocol"));

    /** Words that are followed by a name. A name is not replaced, even if it is equal to a keyword. */
    private static final Set<String> BEFORE_NAMES = Set.of(
            "dev", "name", "alias", "peer", "netns", "iif", "oif", "master", "link", "kind", "type", "add", "set",
            "del");

    private IpDialect() {}

    /**
     * {@return a copy of a line's words in which synonyms are replaced; equal to the words if the line is no {@code ip} command about an
     * object}
     *
     * @param words {@code host} or {@code pod}, then the command, with or without {@code ip}
     */
    static List<String> canonical(List<String> words) {
        List<String> result = new ArrayList<>(words);
        int kind = kindAt(words);
        if (kind >= words.size()) {
            return result;
        }
        String name = KINDS.getOrDefault(words.get(kind), words.get(kind));
        Map<String, String> keywords = KEYWORDS.get(name);
        if (keywords == null) {
            return result;
        }
        result.set(kind, name);
        int first = kind + 1;
        if (first < words.size() && !name.equals("link")) {
            result.set(first, verb(name, words.get(first)));
        }
        for (int i = kind + 2; i < words.size(); i++) {
            boolean isName = BEFORE_NAMES.contains(words.get(i - 1));
            result.set(i, isName ? words.get(i) : keywords.getOrDefault(words.get(i), words.get(i)));
        }
        return result;
    }

    private static int kindAt(List<String> words) {
        int at = 1; // after host or pod
        at += at < words.size() && words.get(at).equals("ip") ? 1 : 0;
        boolean hasFamily = at < words.size()
                && (words.get(at).equals("-4") || words.get(at).equals("-6"));
        return hasFamily ? at + 1 : at;
    }

    /**
     * {@return the verb that stands for all of its synonyms} {@code add} of a rule is not replaced, because {@code ip} has no {@code replace} for
     * rules.
     */
    private static String verb(String kind, String word) {
        boolean isAddedRule = kind.equals("rule") && word.equals("add");
        return isAddedRule ? word : VERBS.getOrDefault(word, word);
    }
}
