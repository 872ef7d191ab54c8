package meta.spi.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.spi.Plan;
import meta.spi.Plan.Announce;
import meta.spi.Plan.Conflict;
import meta.spi.Plan.Ensure;
import meta.spi.Plan.Expect;
import meta.spi.Plan.Item;
import meta.spi.Plan.Perform;
import meta.spi.Plan.Probe;
import meta.spi.Plan.Remove;
import meta.spi.Plan.Report;
import meta.spi.Plan.Undo;
import meta.spi.Plan.Warning;
import meta.spi.PrevResult;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.IpCommand;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/** Converts plans to lines and back. A line consists of the namespace, the command, and the item's reason after {@code # because}. */
public final class PlanText {
    private PlanText() {}

    /** {@return the lines of the plan; the line of a link contains all properties that {@code ip link set} can set} */
    public static String print(Plan plan) {
        StringBuilder text = new StringBuilder();
        for (Item item : plan.items()) {
            append(text, lines(item), item.reason());
        }
        return text.toString();
    }

    /**
     * {@return the lines of the plan, with commands for this state}
     *
     * <p>As in the output of {@code metactl plan}, the line of a link that changes contains only the properties that change, and a missing
     * address, route or neighbour is added instead of replaced. Items that change nothing have the same lines as without a state.
     */
    public static String print(Plan plan, Snapshot before) {
        StringBuilder text = new StringBuilder();
        Snapshot now = before;
        for (Item item : plan.items()) {
            append(text, change(item, now).map(IpCommand::lines).orElse(lines(item)), item.reason());
            now = now.with(new Plan(List.of(item)));
        }
        return text.toString();
    }

    private static Optional<IpCommand> change(Item item, Snapshot now) {
        if (!(item instanceof Ensure ensure)) {
            return Optional.empty();
        }
        return switch (ensure.object()) {
            case Link link -> change(link, now);
            case Address _, Route _, Neighbor _ ->
                now.find(ensure.object()).isEmpty() ? Optional.of(IpCommand.create(ensure.object())) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<IpCommand> change(Link planned, Snapshot now) {
        Optional<Link> before = now.in(planned.netns()).link(planned.name());
        Link after = before.map(planned::completedFrom).orElse(planned);
        return before.isEmpty()
                ? Optional.of(IpCommand.create(planned))
                : before.filter(found -> !found.equals(after)).map(found -> IpCommand.change(found, after));
    }

    private static List<String> lines(Item item) {
        return switch (item) {
            case Ensure ensure -> IpCommand.ensure(ensure.object()).lines();
            case Remove remove -> IpCommand.remove(remove.object()).lines();
            case Report report -> List.of(line(report));
            case Probe probe -> List.of(PacketText.print(probe));
            case Conflict conflict -> List.of(PacketText.print(conflict));
            case Expect expect -> List.of(PacketText.print(expect));
            case Perform perform -> List.of(EffectText.print("perform", perform.effect()));
            case Undo undo -> List.of(EffectText.print("undo", undo.effect()));
            case Announce announce -> List.of(PacketText.print(announce));
            case Warning _ -> List.of("host warning");
        };
    }

    private static String line(Report report) {
        Link reported = report.link();
        StringBuilder line = new StringBuilder(reported.netns() == Netns.HOST ? "host " : "pod  ");
        line.append("report ").append(ShellLine.quoted(reported.name()));
        line.append(" address ").append(reported.lladdr());
        line.append(" mtu ").append(reported.mtu());
        for (PrevResult.Ip ip : report.ips()) {
            line.append(" ip ").append(ip.address()).append('/').append(ip.prefixLength());
            if (!ip.gateway().isUnspecified()) {
                line.append(" gateway ").append(ip.gateway());
            }
        }
        return line.toString();
    }

    private static void append(StringBuilder text, List<String> lines, String reason) {
        String comment = reason.isEmpty() ? "" : " # because " + reason;
        for (int i = 0; i < lines.size(); i++) {
            text.append(lines.get(i)).append(i == 0 ? comment : "").append('\n');
        }
    }

    /**
     * {@return the plan that the lines describe, in the form in which the methods {@code print} print them}
     *
     * @param before the state for which the plan was computed
     * @throws IllegalArgumentException if a line cannot be read; the message usually contains the line and its number
     */
    public static Plan parse(String text, Snapshot before) {
        List<Item> items = new ArrayList<>();
        for (Line line : Line.of(text)) {
            Optional<VethPair> unfinished = items.isEmpty() ? Optional.empty() : pair(items.getLast());
            Optional<VethPair> finished = unfinished.flatMap(pair -> finished(pair, line.words()));
            Optional<Link> named = finished(items, line.words())
                    .filter(link -> before.find(link).isEmpty());
            if (named.isPresent()) {
                items.add(new Ensure(named.get(), items.removeLast().reason()));
            } else if (finished.isPresent()) {
                items.add(new Ensure(finished.get(), items.removeLast().reason()));
            } else {
                items.add(item(line, before.with(new Plan(items))));
            }
        }
        return new Plan(items);
    }

    /**
     * {@return the device of the last item with the alias in this line: {@code host ip link set br0 alias ...}; empty if the line is
     * another one}
     */
    private static Optional<Link> finished(List<Item> items, List<String> words) {
        return !items.isEmpty()
                        && items.getLast() instanceof Ensure(Link link, String _)
                        && link.alias().isEmpty()
                        && words.size() == 7
                        && words.subList(0, 6)
                                .equals(List.of(link.netns().toString(), "ip", "link", "set", link.name(), "alias"))
                ? Optional.of(link.withAlias(words.getLast()))
                : Optional.empty();
    }

    private static Optional<VethPair> pair(Item item) {
        return item instanceof Ensure(VethPair pair, String _) ? Optional.of(pair) : Optional.empty();
    }

    /**
     * {@return the pair with the changes in this further line: {@code host ip link set vethabc alias ... up}; empty if the line is another
     * one}
     */
    private static Optional<VethPair> finished(VethPair pair, List<String> words) {
        boolean finishing = words.subList(1, words.size()).toString().startsWith("[ip, link, set, ")
                && !words.contains("address")
                && !words.contains("mtu")
                && !words.contains("txqueuelen");
        if (finishing
                && words.get(0).equals("host")
                && words.get(4).equals(pair.host().name())) {
            return Optional.of(VethPair.of(finished(pair.host(), words), pair.pod()));
        }
        if (finishing
                && words.get(0).equals("pod")
                && words.get(4).equals(pair.pod().name())) {
            return Optional.of(VethPair.of(pair.host(), finished(pair.pod(), words)));
        }
        return Optional.empty();
    }

    private static Link finished(Link end, List<String> words) {
        int alias = words.indexOf("alias");
        int master = words.indexOf("master");
        Link named = alias < 0 ? end : end.withAlias(words.get(alias + 1));
        named = master < 0 ? named : named.withMaster(words.get(master + 1));
        return named.withUp(words.getLast().equals("up"));
    }

    private static Item item(Line line, Snapshot now) {
        Netns netns = line.netns();
        return switch (line.next("a command")) {
            case "report" -> reported(netns, line, now);
            case "probe" -> PacketText.probe(netns, line);
            case "conflict" -> PacketText.conflict(line);
            case "expect" -> PacketText.expect(netns, line);
            case "perform" -> new Perform(EffectText.read(line), line.reason());
            case "undo" -> new Undo(EffectText.read(line), line.reason());
            case "announce" -> PacketText.announce(netns, line);
            case "warning" -> new Warning(line.reason());
            case "sysctl" -> new Ensure(sysctl(netns, line), line.reason());
            case "rm" -> new Remove(removed(netns, line), line.reason());
            case "ip" -> command(netns, StateText.family(line), line, now);
            default ->
                throw line.unknownWord(
                        "a plan",
                        "ip, sysctl, rm, report, probe, conflict, expect, perform, undo, announce or warning");
        };
    }

    private static Item command(Netns netns, Family family, Line line, Snapshot now) {
        String kind = line.next("a kind of object");
        String verb = line.next("a verb");
        boolean remove = verb.equals("del");
        if (kind.equals("link")) {
            return remove
                    ? new Remove(deletedLink(netns, line, now), line.reason())
                    : new Ensure(ensuredLink(netns, verb, line, now), line.reason());
        }
        NetworkObject object = switch (kind) {
            case "addr" -> AddressLine.read(netns, line);
            case "route" -> RouteLine.read(netns, family, line);
            case "rule" -> RuleLine.read(netns, family, line);
            case "neigh" -> NeighborLine.read(netns, line);
            default -> throw line.error("\"" + kind + "\" is not one of link addr route rule neigh");
        };
        return remove
                ? new Remove(removed(object, now), line.reason())
                : new Ensure(ensured(verb, object, line, now), line.reason());
    }

    private static NetworkObject removed(NetworkObject object, Snapshot now) {
        Optional<NetworkObject> alike = object instanceof Route route
                ? new RouteRanks(now.in(route.netns())).find(route).map(NetworkObject.class::cast)
                : Optional.empty();
        return alike.or(() -> now.find(object)).orElse(object);
    }

    private static NetworkObject ensured(String verb, NetworkObject object, Line line, Snapshot now) {
        if (verb.equals("append") && object instanceof Route route) {
            return new RouteRanks(now.in(route.netns())).ranked(route, 1);
        }
        if (!verb.equals(object instanceof Rule ? "add" : "replace")) {
            throw line.error("\"" + verb + "\" is not one of add replace del, or append of a route");
        }
        return object;
    }

    private static NetworkObject ensuredLink(Netns netns, String verb, Line line, Snapshot now) {
        return switch (verb) {
            case "add" -> line.words().contains("veth") ? LinkLine.pair(netns, line) : LinkLine.created(netns, line);
            case "set" -> LinkLine.changed(link(netns, line, now), line);
            default -> throw line.error("\"" + verb + "\" is not one of add set del");
        };
    }

    private static NetworkObject deletedLink(Netns netns, Line line, Snapshot now) {
        Link link = link(netns, line, now);
        if (!line.hasNext()) {
            return link;
        }
        Optional<VethPair> pair = VethPair.find(link.peer(), now.host(), now.pod());
        if (netns == Netns.POD || pair.isEmpty()) {
            throw line.error(link.name() + " is no veth pair between host and pod");
        }
        return pair.get();
    }

    private static Link link(Netns netns, Line line, Snapshot now) {
        String name = line.next("a device's name");
        return now.in(netns)
                .link(name)
                .orElseThrow(() -> line.error("the " + netns + " has no device " + name + " at this point"));
    }

    private static Item reported(Netns netns, Line line, Snapshot now) {
        Link link = link(netns, line, now);
        while (line.hasNext() && !line.accept("ip")) {
            String word = line.next("a word");
            link = switch (word) {
                case "address" -> link.withLladdr(line.next("a MAC address", MacAddress::parse));
                case "mtu" -> link.withMtu(line.number("an MTU"));
                default -> throw line.unknownWord("report", "address mtu ip");
            };
        }
        Plan plan = line.hasNext() ? withIp(link, line) : Plan.report(link);
        return plan.because(line.reason()).items().getFirst();
    }

    private static Plan withIp(Link link, Line line) {
        String[] ip = line.next("an address").split("/", 2);
        if (ip.length != 2) {
            throw line.error("an address with a prefix length is expected after ip");
        }
        IpAddress address = IpAddress.parse(ip[0]);
        IpAddress gateway = line.accept("gateway")
                ? line.next("an address", IpAddress::parse)
                : IpAddress.unspecified(address.family());
        return Plan.report(link, Address.of(link.netns(), link.name(), address, Integer.parseInt(ip[1])), gateway);
    }

    private static SysctlValue sysctl(Netns netns, Line line) {
        if (!line.accept("-w")) {
            throw line.error("expected: " + netns + " sysctl -w NAME=VALUE");
        }
        return SysctlLine.read(netns, line);
    }

    private static SysctlValue removed(Netns netns, Line line) {
        String file = line.next("a file below /proc/sys/");
        if (!file.startsWith("/proc/sys/")) {
            throw line.error("\"" + file + "\" is not below /proc/sys/");
        }
        return SysctlValue.of(netns, file.substring("/proc/sys/".length()), "");
    }
}
