package meta.spi.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.netlink.Family;
import meta.spi.RouteLookup;
import meta.spi.Snapshot;
import meta.spi.TableLookup;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;

/** Reads a state of host and pod from lines such as {@code host neigh 10.6.0.9 dev eth0 lladdr 0a:00:00:00:00:0f nud stale}. */
final class StateText {
    private static final Snapshot EMPTY =
            Snapshot.of(NamespaceState.of(Netns.HOST, List.of()), NamespaceState.of(Netns.POD, List.of()), List.of());

    private StateText() {}

    /**
     * {@return the state that the lines describe}
     *
     * @throws IllegalArgumentException if a line cannot be read; the message usually contains the line and its number
     */
    static Snapshot parse(String text) {
        return parse(text, EMPTY);
    }

    /**
     * {@return the state with the objects of the lines in addition; an object replaces an object with the same key}
     *
     * @throws IllegalArgumentException if a line cannot be read; the message usually contains the line and its number
     */
    static Snapshot parse(String text, Snapshot before) {
        Snapshot now = before;
        for (Line line : Line.of(text)) {
            now = read(line, now);
        }
        return joined(now);
    }

    private static Snapshot read(Line line, Snapshot now) {
        Netns netns = line.netns();
        line.accept("ip");
        Family family = family(line);
        String kind = line.next("a kind of object");
        if (kind.equals("lookup") && netns == Netns.HOST) {
            return LookupLine.isOfTable(line)
                    ? withTable(LookupLine.table(line), now)
                    : withLookup(LookupLine.read(line, now.host()), now);
        }
        skipVerb(kind, line);
        NetworkObject object = switch (kind) {
            case "link" -> LinkLine.state(netns, line);
            case "addr" -> AddressLine.read(netns, line);
            case "route" -> RouteLine.read(netns, family, line);
            case "rule" -> RuleLine.read(netns, family, line);
            case "neigh" -> NeighborLine.read(netns, line);
            case "sysctl" -> SysctlLine.read(netns, line);
            default -> throw line.unknownWord("a state", "link addr route rule neigh sysctl, and lookup on the host");
        };
        return now.with(object instanceof Route route ? new RouteRanks(now.in(netns)).ranked(route, 0) : object);
    }

    private static void skipVerb(String kind, Line line) {
        switch (kind) {
            case "rule" -> line.accept("add");
            case "addr", "route", "neigh" -> line.accept("replace");
            default -> {}
        }
    }

    static Family family(Line line) {
        if (line.accept("-6")) {
            return Family.IPV6;
        }
        return line.accept("-4") ? Family.IPV4 : Family.UNSPEC;
    }

    private static Snapshot withLookup(RouteLookup lookup, Snapshot now) {
        List<RouteLookup> lookups = new ArrayList<>(now.lookups());
        lookups.removeIf(known -> known.destination().equals(lookup.destination())
                && (!known.destination().equals(RouteLookup.ALL_HOSTS) || isBySameDevice(known, lookup)));
        lookups.add(lookup);
        return Snapshot.of(now.host(), now.pod(), lookups, now.tables());
    }

    private static boolean isBySameDevice(RouteLookup one, RouteLookup other) {
        return one instanceof RouteLookup.Found first
                && other instanceof RouteLookup.Found second
                && first.device().equals(second.device());
    }

    private static Snapshot withTable(TableLookup table, Snapshot now) {
        List<TableLookup> tables = new ArrayList<>(now.tables());
        tables.add(table);
        return Snapshot.of(now.host(), now.pod(), now.lookups(), tables);
    }

    /** {@return the state in which both ends of each veth pair name their peer, even if the lines give it for only one end} */
    private static Snapshot joined(Snapshot read) {
        Snapshot now = read;
        for (Netns netns : Netns.values()) {
            for (Link link : read.in(netns).links()) {
                Optional<Link> peer = read.in(netns.other()).link(link.peer());
                if (peer.isPresent() && peer.get().peer().isEmpty()) {
                    now = now.with(LinkLine.withKind(peer.get().withPeer(link.name()), "veth"));
                }
            }
        }
        return now;
    }
}
