package meta.image.state;

import java.util.List;
import java.util.Map;
import java.util.Set;
import meta.image.cni.Json;

/**
 * Converts the outputs of {@code ip -j -d route show} and {@code ip -j rule show} to lines, one for each route or rule. Attributes that
 * this class does not know are included.
 */
final class RouteLines {
    private static final Map<String, String> WORDS = Map.of(
            "protocol", "proto", "gateway", "via", "prefsrc", "src", "dst", "", "table", "table", "metrics", "metrics");

    /** Attributes that are omitted: default values, and states that the kernel sets by itself. */
    private static final Set<String> UNINFORMATIVE =
            Set.of("type unicast", "table main", "scope global", "flags []", "pref medium", "flags [\"linkdown\"]");

    /** Attributes that are omitted because they change without a change of the route. */
    private static final Set<String> TRANSIENT = Set.of("expires", "cache", "used");

    private RouteLines() {}

    static List<String> routes(Json routes) {
        return routes.items().stream().map(route -> line("route", route)).toList();
    }

    static List<String> rules(String family, Json rules) {
        return rules.items().stream().map(rule -> line("rule " + family, rule)).toList();
    }

    private static String line(String kind, Json object) {
        StringBuilder line = new StringBuilder(kind);
        for (String key : object.keys()) {
            String value = object.get(key).isText()
                    ? object.get(key).text()
                    : object.get(key).toString();
            if (!TRANSIENT.contains(key) && !UNINFORMATIVE.contains(key + " " + value)) {
                String word = key.equals("type") ? "" : WORDS.getOrDefault(key, key);
                line.append(word.isEmpty() ? "" : " " + word).append(' ').append(value);
            }
        }
        return line.toString();
    }
}
