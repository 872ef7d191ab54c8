package meta.image.demo;

import java.util.List;
import java.util.stream.Stream;
import meta.image.topology.Namespace;

/**
 * The routes, rules and permanent neighbours of a namespace, in the format of {@code ip}.
 *
 * @param routes a line for each route of both IP families, without table local, link-local routes and multicast routes; default metrics,
 *     weights and preferences are omitted
 * @param rules a line for each rule of both IP families, without the rules 0, 32766 and 32767, which every namespace has
 * @param neighbors a line for each permanent neighbour
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
                                .replaceAll("[\\\\\\s]+", " ") // with -o, ip prints a backslash instead of a line break
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
