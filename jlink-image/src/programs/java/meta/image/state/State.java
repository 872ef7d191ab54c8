package meta.image.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import meta.image.cni.Json;
import meta.image.topology.Command;
import meta.image.topology.Namespace;
import meta.image.topology.Output;

/**
 * The objects of a network namespace, as iproute2 and {@code /proc/sys} show them, without counters, lifetimes, indexes and learnt
 * neighbours.
 *
 * @param objects sorted lines for links, addresses, routes of all tables, rules and neighbours, in the syntax of {@code ip}
 * @param sysctls {@code net.ipv4.conf} and {@code net.ipv6.conf}, by device, {@code all} or {@code default}, and then by key
 * @param macs the devices' names by MAC address
 */
public record State(
        List<String> objects, SortedMap<String, SortedMap<String, String>> sysctls, SortedMap<String, String> macs) {
    /** Longer than the kernel takes to assign a link-local address. */
    private static final long TIMEOUT_NANOS = 10_000_000_000L;

    public static State of(Namespace namespace) {
        List<Json> shown = settled(namespace);
        List<String> objects = new ArrayList<>();
        SortedMap<String, String> macs = new TreeMap<>();
        for (Json link : shown.get(0).items()) {
            objects.addAll(LinkLines.of(link));
            macs.put(link.get("address", ""), link.get("ifname").text());
        }
        objects.addAll(RouteLines.routes(shown.get(1)));
        objects.addAll(RouteLines.rules("-4", shown.get(2)));
        objects.addAll(NeighborLines.of(shown.get(3)));
        objects.addAll(RouteLines.rules("-6", Json.parse(namespace.ip("-j -6 rule show"))));
        Collections.sort(objects);
        return new State(List.copyOf(objects), sysctls(namespace), macs);
    }

    /** {@return the lines of a kind, such as {@code route}} */
    public List<String> objects(String kind) {
        return objects.stream().filter(line -> line.startsWith(kind + " ")).toList();
    }

    /** {@return the outputs of the commands, as soon as all links are settled, or after ten seconds} */
    private static List<Json> settled(Namespace namespace) {
        long deadline = System.nanoTime() + TIMEOUT_NANOS;
        while (true) {
            List<Json> shown = namespace
                    .ipBatch("addr show", "route show table all", "rule show", "neigh show nud all")
                    .lines()
                    .map(Json::parse)
                    .toList();
            if (shown.getFirst().items().stream().allMatch(link -> LinkLines.isSettled(link, shown.get(1), namespace))
                    || System.nanoTime() > deadline) {
                return shown;
            }
        }
    }

    private static SortedMap<String, SortedMap<String, String>> sysctls(Namespace namespace) {
        SortedMap<String, SortedMap<String, String>> byDevice = new TreeMap<>();
        // exit status 2: stable_secret cannot be read while it is unset
        Output files = Command.of("grep", "-rs", ".", "/proc/sys/net/ipv4/conf", "/proc/sys/net/ipv6/conf")
                .in(namespace)
                .run();
        for (String line : files.stdout().lines().toList()) {
            String[] path =
                    line.substring(0, line.indexOf(':')).split("/", -1); // "", proc, sys, net, ipv4, conf, eth0, key
            byDevice.computeIfAbsent(path[6], _ -> new TreeMap<>())
                    .put(path[4] + " " + path[7], line.substring(line.indexOf(':') + 1));
        }
        return byDevice;
    }
}
