package meta.core.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.NudState;
import meta.netlink.Prefix;
import meta.netlink.RouteProtocol;
import meta.netlink.RouteTable;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/** States and plans that the kernel could have and carry out: of few names and addresses, so that wishes meet. The same seed, the same. */
final class RandomNetwork {
    private static final Snapshot NOTHING =
            new Snapshot(NamespaceState.of(Netns.HOST, List.of()), NamespaceState.of(Netns.POD, List.of()), List.of());
    private static final List<IpAddress> ADDRESSES = List.of(
            IpAddress.parse("10.6.0.9"),
            IpAddress.parse("10.6.0.10"),
            IpAddress.parse("fd00::9"),
            IpAddress.parse("fd00::10"));
    private static final List<Prefix> DESTINATIONS = List.of(
            Prefix.parse("10.6.0.9/32"),
            Prefix.parse("10.96.0.0/12"),
            Prefix.parse("0.0.0.0/0"),
            Prefix.parse("fd00::9/128"),
            Prefix.parse("::/0"));

    private final RandomGenerator random;
    private final Set<Link.Key> made = new HashSet<>();
    private final Set<Link.Key> relied = new HashSet<>();
    private Snapshot now = NOTHING;

    RandomNetwork(long seed) {
        random = new SplittableRandom(seed);
        now = now.with(nic(Netns.HOST, "eth0")).with(nic(Netns.POD, "eth0")).with(nic(Netns.POD, "net1"));
        int objects = random.nextInt(20);
        for (int i = 0; i < objects; i++) {
            now = now.with(wish());
        }
    }

    Snapshot snapshot() {
        return now;
    }

    /** {@return a plan that could follow the one before} */
    Plan plan() {
        List<Plan> parts = new ArrayList<>();
        int items = random.nextInt(12);
        for (int i = 0; i < items; i++) {
            Plan part = random.nextInt(3) == 0 ? remove(victim()) : ensure(wish());
            now = now.with(part);
            parts.add(part);
        }
        return Plan.forEach(parts, part -> part);
    }

    private Plan ensure(NetworkObject wish) {
        switch (wish) {
            case VethPair pair
            when !reliedUpon(pair.host()) && !reliedUpon(pair.pod()) -> {
                made.add(pair.host().key());
                made.add(pair.pod().key());
            }
            case VethPair pair -> {
                rely(pair.host().key());
                rely(pair.pod().key());
            }
            case Link link -> rely(link.key());
            case Address address -> rely(new Link.Key(address.netns(), address.device()));
            case Neighbor neighbor -> rely(new Link.Key(neighbor.netns(), neighbor.device()));
            case Route route -> route.hops().forEach(hop -> rely(new Link.Key(route.netns(), hop.device())));
            case SysctlValue sysctl ->
                now.in(sysctl.netns()).links().stream()
                        .filter(link -> sysctl.path().contains("/" + link.name() + "/"))
                        .forEach(link -> rely(link.key()));
            case Rule _ -> {}
        }
        return Plan.ensure(wish);
    }

    /** No plan takes away a device that it has put something on, unless it has made the device before. */
    private Plan remove(NetworkObject victim) {
        boolean needed = switch (victim) {
            case Link link -> reliedUpon(link);
            case VethPair pair -> reliedUpon(pair.host()) || reliedUpon(pair.pod());
            case Address _, Neighbor _, Route _, Rule _, SysctlValue _ -> false;
        };
        return needed ? Plan.NOTHING : Plan.remove(victim);
    }

    private void rely(Link.Key device) {
        if (!made.contains(device)) {
            relied.add(device);
        }
    }

    private boolean reliedUpon(Link link) {
        Link.Key otherEnd = new Link.Key(link.netns().other(), link.peer());
        return relied.contains(link.key()) || relied.contains(otherEnd);
    }

    private NetworkObject victim() {
        Netns netns = pick(List.of(Netns.values()));
        List<NetworkObject> present = new ArrayList<>(now.in(netns).objects());
        return present.isEmpty() || random.nextInt(4) == 0 ? wish() : pick(present);
    }

    private NetworkObject wish() {
        Netns netns = pick(List.of(Netns.values()));
        return switch (random.nextInt(8)) {
            case 0 -> pair();
            case 1 -> new Rule(rule(netns).key(), pick(List.of(RouteProtocol.STATIC, RouteProtocol.of(109))));
            case 2, 3 -> onDevice(netns);
            case 4, 5 -> onDevice(netns.other());
            case 6 -> sysctl(netns);
            default -> changedLink(netns);
        };
    }

    private NetworkObject onDevice(Netns netns) {
        List<Link> links = now.in(netns).links();
        if (links.isEmpty()) {
            return pair();
        }
        String device = pick(links).name();
        return switch (random.nextInt(4)) {
            case 0 -> address(netns, device);
            case 1 -> neighbor(netns, device);
            case 2 -> multipath(netns, device, pick(links).name());
            default -> route(netns, device);
        };
    }

    private VethPair pair() {
        String host = pick(List.of("vetha", "vethb"));
        boolean hostTaken = now.host().link(host).isPresent();
        VethPair present = VethPair.find("veth0", now.host(), now.pod()).orElse(null);
        boolean podTaken = now.pod().link("veth0").isPresent();
        if (podTaken && present != null) {
            host = present.host().name();
        } else if (hostTaken || podTaken) {
            // one end is somebody else's, and the kernel would refuse the name
            return VethPair.of(
                    "vethc" + random.nextInt(1 << 30), mac(), "other" + random.nextInt(1 << 30), mac(), 1500);
        }
        return VethPair.of(host, mac(), "veth0", mac(), mtu());
    }

    private NetworkObject changedLink(Netns netns) {
        List<Link> links = now.in(netns).links();
        if (links.isEmpty()) {
            return pair();
        }
        Link link = pick(links);
        return switch (random.nextInt(4)) {
            case 0 -> link.withMtu(mtu());
            case 1 -> link.withAlias(pick(List.of("", "meta-plugins")));
            case 2 -> link.withUp(random.nextBoolean());
            default -> link.withLladdr(mac());
        };
    }

    private Link nic(Netns netns, String name) {
        return Link.of(netns, name, "macvlan", mac(), mtu());
    }

    private Address address(Netns netns, String device) {
        IpAddress address = pick(ADDRESSES);
        Address of = Address.of(netns, device, address, address.family().bits() / 2);
        return random.nextBoolean() ? of : of.withoutDad();
    }

    private Neighbor neighbor(Netns netns, String device) {
        Neighbor ours = Neighbor.permanent(netns, device, pick(ADDRESSES), mac());
        return random.nextBoolean()
                ? ours
                : new Neighbor(netns, device, ours.address(), mac(), NudState.STALE, 0, RouteProtocol.UNSPEC);
    }

    private Route route(Netns netns, String device) {
        Route route = Route.to(pick(DESTINATIONS), netns, device)
                .withTable(pick(List.of(RouteTable.MAIN, RouteTable.of(200))))
                .withMtu(pick(List.of(0, 1400)));
        return random.nextBoolean() ? route : route.withRank(1);
    }

    private Route multipath(Netns netns, String device, String other) {
        Prefix destination = Prefix.all(Family.IPV4);
        Route one = Route.to(destination, netns, device).via(IpAddress.parse("10.6.0.1"));
        List<Hop> hops = List.of(one.hops().getFirst(), Hop.direct(other, Family.IPV4));
        return new Route(
                one.key(),
                one.type(),
                one.scope(),
                one.protocol(),
                one.source(),
                hops,
                one.preference(),
                one.metrics(),
                one.others());
    }

    private Rule rule(Netns netns) {
        return Rule.from(pick(DESTINATIONS), netns, RouteTable.of(200 + random.nextInt(2)), 1100);
    }

    private SysctlValue sysctl(Netns netns) {
        List<Link> links = now.in(netns).links();
        String device =
                links.isEmpty() || random.nextBoolean() ? "all" : pick(links).name();
        return new SysctlValue(netns, SysctlValue.ipv4(device, "rp_filter"), Integer.toString(random.nextInt(3)));
    }

    private MacAddress mac() {
        return new MacAddress(0x0a_00_00_00_00_00L | random.nextInt(4));
    }

    private int mtu() {
        return pick(List.of(1400, 1500, 9000));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
