package meta.image.demo;

import java.util.List;
import java.util.stream.Stream;
import meta.image.topology.Namespace;

/**
 * Routes, rules and permanent neighbours of a namespace, as {@code ip} prints them.
 *
 * @param routes without table local, link-local and multicast routes, and without attributes that all IPv6 routes have
 * @param rules without the three rules of every namespace
 */
record Tables(List<String> routes, List<String> rules, List<String> neighbors) {
    static Tables of(Namespace namespace) {
        String routes = namespace.ip("-4 -o route show table all") + namespace.ip("-6 -o route show table all");
        String rules = namespace.ip("-4 rule show") + namespace.ip("-6 rule show");
        return new Tables(
                routes.lines()
                        .filter(line -> !line.matches(".*\\btable local\\b.*|fe80::.*|multicast .*|ff00::.*"))
                        .map(line -> line.replaceAll(" metric 1024\\b| metric 256\\b| pref medium", "")
                                .replaceAll(" weight 1\\b", "")
                                .replaceAll("[\\\\\\s]+", " ") // -o has a backslash in place of a line break
                                .strip())
                        .toList(),
                rules.lines()
                        .filter(line -> !line.matches("(0|32766|32767):.*"))
                        .map(line -> line.replaceAll("\\s+", " ").strip())
                        .toList(),
                namespace
                        .ip("neigh show nud permanent")
                        .lines()
                        .map(String::strip)
                        .toList());
    }

    List<String> lines() {
        return Stream.of(rules, routes, neighbors).flatMap(List::stream).toList();
    }
}
