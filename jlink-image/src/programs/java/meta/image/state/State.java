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
 * The objects and sysctls of a network namespace at one moment, as iproute2 and {@code /proc/sys} show them. Counters, lifetimes, interface
 * indexes, and neighbours that the kernel has learnt are omitted.
 *
 * @param objects a line for each link, address, route of any table, rule and neighbour, similar to the syntax of {@code ip}; sorted
 * @param sysctls the values below {@code net.ipv4.conf} and {@code net.ipv6.conf}: first by device ({@code all} and {@code default}, too),
 *     then by key, such as {@code ipv4 rp_filter}
 * @param macs the names of the devices, by MAC address; of devices with the same MAC address, only the last one
 */
public record State(
        List<String> objects, SortedMap<String, SortedMap<String, String>> sysctls, SortedMap<String, String> macs) {
    /** The time limit for the kernel's own changes to end, which is longer than the kernel takes to assign a link-local address. */
    private static final long TIMEOUT_NANOS = 10_000_000_000L;

    /**
     * {@return the state of a namespace} If the kernel has not completed the IPv6 configuration of the links yet, waits for at
     * most ten seconds.
     */
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

    /**
     * {@return the lines of one kind of object}
     *
     * @param kind the first word of the lines: {@code link}, {@code addr}, {@code route}, {@code rule} or {@code neigh}
     */
    public List<String> objects(String kind) {
        return objects.stream().filter(line -> line.startsWith(kind + " ")).toList();
    }

    /** {@return the outputs of the {@code ip} commands} Repeats the commands until all links are settled, for ten seconds at most. */
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
        // grep ends with status 2, because stable_secret cannot be read while it is unset
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
