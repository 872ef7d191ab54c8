package meta.spi.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.spi.Plan;
import meta.spi.Snapshot;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * Makes random states, and random plans for them. Two generators with the same seed return the same results. Not thread-safe.
 *
 * <p>The states and plans are possible in a kernel: each object is on an existing device, and a plan does not remove a device for which it
 * also contains an object.
 */
public final class Generator {
    private static final List<String> POD_NAMES = List.of("eth0", "net1", "veth0", "eth0.100", "it's", "dev");
    private static final List<String> HOST_NAMES =
            List.of("eth0", "calidead", "vethabc", "veth0123456789a", "$eth", "br0");

    private final long seed;
    private final Dice dice;
    private final RandomObjects objects;
    private final RandomRoutes routes;

    private Generator(long seed) {
        this.seed = seed;
        dice = new Dice(seed);
        objects = new RandomObjects(dice);
        routes = new RandomRoutes(dice, objects);
    }

    /** {@return a generator with this seed} */
    public static Generator seeded(long seed) {
        return new Generator(seed);
    }

    /** {@return the seed, with which a failed test can be repeated} */
    public long seed() {
        return seed;
    }

    /** {@return a random state of at most a few dozen objects} */
    public Snapshot snapshot() {
        Snapshot now = Snapshot.of(empty(Netns.HOST), empty(Netns.POD), List.of());
        for (Netns netns : Netns.values()) {
            now = now.with(objects.link(netns, "lo"));
        }
        for (int i = dice.between(0, 12); i > 0; i--) {
            now = dice.oneIn(2) ? newPair(now).map(now::with).orElse(now) : now;
            now = newLink(now).map(now::with).orElse(now);
        }
        for (int i = dice.between(0, 40); i > 0; i--) {
            NetworkObject object = onDevice(now);
            now = now.with(object instanceof Route route ? routes.beside(route, now.in(route.netns())) : object);
        }
        return now;
    }

    /** {@return a random plan of at most a dozen items, which is possible in this state} */
    public Plan plan(Snapshot before) {
        Plan plan = Plan.NOTHING;
        for (int i = dice.between(0, 12); i > 0; i--) {
            Plan one = item(before.with(plan));
            Plan explained = dice.oneIn(4) ? one.because(dice.of("reused pod address", "it's #1")) : one;
            plan = DeviceRemovalConflict.between(plan, one) ? plan : plan.then(explained);
        }
        return plan;
    }

    /** {@return a random object that a plan for this state can contain} */
    public NetworkObject object(Snapshot now) {
        return switch (dice.between(0, 9)) {
            case 0 -> newPair(now).map(NetworkObject.class::cast).orElseGet(() -> onDevice(now));
            case 1 -> objects.changed(dice.pick(links(now)));
            case 2 ->
                presentPair(now)
                        .map(objects::changed)
                        .map(NetworkObject.class::cast)
                        .orElseGet(() -> onDevice(now));
            case 3 -> dice.pick(present(now));
            default -> onDevice(now);
        };
    }

    private Plan item(Snapshot now) {
        return switch (dice.between(0, 10)) {
            case 0, 1 -> removable(now).map(Plan::remove).orElse(Plan.NOTHING);
            case 2 -> presentPair(now).map(Plan::remove).orElse(Plan.NOTHING);
            case 3 -> Plan.report(dice.pick(links(now)));
            case 4 -> objects.onTheLink(dice.pick(links(now)));
            default -> Plan.ensure(object(now));
        };
    }

    private NetworkObject onDevice(Snapshot now) {
        Netns netns = dice.of(Netns.values());
        List<String> devices = now.in(netns).links().stream().map(Link::name).toList();
        return switch (dice.between(0, 8)) {
            case 0, 1 -> objects.address(netns, dice.pick(devices));
            case 2, 3 -> objects.neighbor(netns, dice.pick(devices));
            case 4 -> objects.rule(netns);
            case 5 -> objects.sysctl(netns, dice.pick(devices));
            default -> routes.route(netns, devices);
        };
    }

    private Optional<Link> newLink(Snapshot now) {
        Netns netns = dice.of(Netns.values());
        return freeName(now, netns).map(name -> objects.link(netns, name));
    }

    private Optional<VethPair> newPair(Snapshot now) {
        return freeName(now, Netns.HOST)
                .flatMap(host -> freeName(now, Netns.POD).map(pod -> objects.pair(host, pod)));
    }

    private Optional<String> freeName(Snapshot now, Netns netns) {
        List<String> free = new ArrayList<>(netns == Netns.HOST ? HOST_NAMES : POD_NAMES);
        free.removeIf(name -> now.in(netns).link(name).isPresent());
        return free.isEmpty() ? Optional.empty() : Optional.of(dice.pick(free));
    }

    private Optional<VethPair> presentPair(Snapshot now) {
        List<VethPair> pairs = now.pod().links().stream()
                .flatMap(link -> VethPair.find(link.name(), now.host(), now.pod()).stream())
                .toList();
        return pairs.isEmpty() ? Optional.empty() : Optional.of(dice.pick(pairs));
    }

    private Optional<NetworkObject> removable(Snapshot now) {
        List<NetworkObject> objects = new ArrayList<>(present(now));
        objects.removeIf(object -> object instanceof SysctlValue
                || (object instanceof Link link && link.name().equals("lo")));
        return objects.isEmpty() ? Optional.empty() : Optional.of(dice.pick(objects));
    }

    private static List<Link> links(Snapshot now) {
        List<Link> links = new ArrayList<>(now.host().links());
        links.addAll(now.pod().links());
        return links;
    }

    private static List<NetworkObject> present(Snapshot now) {
        List<NetworkObject> all = new ArrayList<>(now.host().objects());
        all.addAll(now.pod().objects());
        return all;
    }

    private static NamespaceState empty(Netns netns) {
        return NamespaceState.of(netns, List.of());
    }
}
