package meta.core.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.core.reconcile.observe.HostObjectId;
import meta.core.reconcile.observe.HostObjectId.LinkNamed;
import meta.core.reconcile.observe.HostObjectId.NeighborAt;
import meta.core.reconcile.observe.HostObjectId.RouteTo;
import meta.core.reconcile.observe.HostObjectId.RuleLike;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;

/**
 * Converts the identity of an object in the node's network namespace to a line and back, such as
 * {@code route 10.9.0.0/24 table 254 tos 0 metric 0 eth0}.
 */
final class HostObjectLine {
    private static final int DEVICES = 8; // the index of the first device in the words of a route

    private HostObjectLine() {}

    /** {@return the line, without a line end} */
    static String of(HostObjectId object) {
        return switch (object) {
            case RouteTo(RouteTable table, Prefix destination, int tos, long metric, Set<String> devices) -> {
                StringBuilder line = new StringBuilder("route ").append(destination);
                line.append(" table ").append(Integer.toUnsignedString(table.number()));
                line.append(" tos ").append(tos).append(" metric ").append(metric);
                devices.stream().sorted().forEach(device -> line.append(' ').append(device));
                yield line.toString();
            }
            case NeighborAt(IpAddress address, String device) -> "neigh " + address + ' ' + device;
            case RuleLike(Family family, String command) ->
                "rule " + (family.equals(Family.IPV6) ? "ipv6 " : "ipv4 ") + command;
            case LinkNamed(String name) -> "link " + name;
        };
    }

    /** {@return the identity in a line; empty if the line contains none} */
    static Optional<HostObjectId> read(String line) {
        List<String> words = List.of(line.split(" ", -1));
        try {
            return switch (words.getFirst()) {
                case "route" -> Optional.of(route(words));
                case "neigh" -> Optional.of(new NeighborAt(IpAddress.parse(words.get(1)), words.get(2)));
                case "rule" -> Optional.of(rule(line, words));
                case "link" -> Optional.of(new LinkNamed(words.get(1)));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty(); // an invalid address, prefix or number, or too few words
        }
    }

    private static RouteTo route(List<String> words) {
        return new RouteTo(
                RouteTable.of(Integer.parseUnsignedInt(words.get(3))),
                Prefix.parse(words.get(1)),
                Integer.parseInt(words.get(5)),
                Long.parseLong(words.get(7)),
                Set.copyOf(words.subList(DEVICES, words.size())));
    }

    private static RuleLike rule(String line, List<String> words) {
        Family family = words.get(1).equals("ipv6") ? Family.IPV6 : Family.IPV4;
        return new RuleLike(family, line.substring("rule ipv4 ".length()));
    }

    /** {@return the identities in the lines; a line without an identity is left out} */
    static List<HostObjectId> list(List<String> lines) {
        List<HostObjectId> objects = new ArrayList<>();
        lines.forEach(line -> read(line).ifPresent(objects::add));
        return objects;
    }
}
