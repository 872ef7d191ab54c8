package meta.image.demo;

import java.util.List;
import meta.image.topology.Namespace;

/**
 * Routes and neighbours of a namespace, as {@code ip} prints them.
 *
 * @param lines without the link-local routes that every device has
 */
record Tables(List<String> lines) {
    static Tables of(Namespace namespace) {
        String text = namespace.ip("-4 route show")
                + namespace.ip("-6 route show")
                + namespace.ip("neigh show nud permanent");
        return new Tables(text.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("fe80::") && !line.startsWith("multicast"))
                .toList());
    }

    /** {@return whether a line was there before} */
    boolean has(String line) {
        return lines.contains(line);
    }
}
