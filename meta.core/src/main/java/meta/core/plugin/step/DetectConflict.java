package meta.core.plugin.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.spi.Claim;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.Question;
import meta.spi.SharedSteps;
import meta.spi.Snapshot;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.option.GoDuration;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import meta.spi.option.StepOptions;

/**
 * Detects address conflicts (RFC 5227, RFC 4862) if the option {@code ip_conflict} enables it. Probes the NIC's addresses in {@link
 * StepContext#addressing}, and assigned addresses that have failed duplicate address detection and are otherwise {@linkplain
 * Address#isStable stable}. Plans a conflict if the snapshot shows that such an address belongs to the node (but not {@linkplain
 * Snapshot#isOnHostEnd on a host end}), to a gateway of the NIC or to another pod.
 *
 * <p>The probes of an ipvlan device find no IPv4 conflict, because the kernel does not deliver the answers to the device.
 */
public final class DetectConflict implements Step {

    record Options(boolean enabled, GoDuration interval, int retries) {
        private static final GoDuration SECOND = new GoDuration(Duration.ofSeconds(1));
        private static final Duration LONGEST = Duration.ofMinutes(1);

        private static final Option<Boolean> ENABLED =
                Option.of("enabled", OptionType.flag(), false, "Fail ADD if another host has an address of the NIC.");
        private static final Option<GoDuration> INTERVAL = Option.of(
                "interval",
                OptionType.text("duration of at most 1m, e.g. `500ms` or `1s`", Options::interval),
                SECOND,
                "Time to wait for an answer to each probe.");
        private static final Option<Long> RETRIES =
                Option.of("retries", OptionType.wholeNumber(1, 100), 3L, "Number of probes for each address.");

        static final Option<Options> CHOICE = Option.<Options>of(
                        "ip_conflict",
                        new OptionType.Group<>(
                                List.of(ENABLED, INTERVAL, RETRIES),
                                group -> new Options(
                                        group.get(ENABLED),
                                        group.get(INTERVAL),
                                        group.get(RETRIES).intValue())),
                        new Options(false, SECOND, 3),
                        "Address conflict detection, by ARP and neighbour discovery.")
                .atTopLevel();

        static final List<Option<?>> DECLARED = List.of(CHOICE);

        static Options from(StepOptions given) {
            return given.get(CHOICE);
        }

        private static GoDuration interval(String text) {
            GoDuration interval = GoDuration.parse(text);
            if (interval.value().isZero() || interval.value().compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException('"' + text + "\" is zero or longer than 1m");
            }
            return interval;
        }
    }

    @Override
    public String name() {
        return SharedSteps.DETECT_CONFLICT;
    }

    @Override
    public List<Question> questions(StepContext context) {
        return Options.from(context.options()).enabled()
                ? List.of(new Question.HostNeighbors(List.copyOf(addresses(context))))
                : List.of();
    }

    @Override
    public Plan plan(StepContext context) {
        Options options = Options.from(context.options());
        if (!options.enabled()) {
            return Plan.NOTHING;
        }
        String nic = context.attachment().ifname();
        requireLladdr(context.nic());
        Set<IpAddress> addresses = addresses(context);
        Plan known = Plan.forEach(addresses, address -> known(address, context));
        Plan asked = Plan.forEach(
                addresses,
                address -> Plan.probe(
                        Claim.of(Netns.POD, nic, address),
                        options.retries(),
                        options.interval().value(),
                        List.of()));
        return known.then(asked);
    }

    private static void requireLladdr(Link nic) {
        if (nic.lladdr().equals(MacAddress.NONE)) {
            throw new PlanningException(nic.name() + " has no MAC address, so address conflicts cannot be detected;"
                    + " turn ip_conflict off");
        }
    }

    private static Set<IpAddress> addresses(StepContext context) {
        Set<IpAddress> addresses = new LinkedHashSet<>(context.addressing().pod());
        for (Address address :
                context.snapshot().pod().addresses(context.attachment().ifname())) {
            if (address.flags().has(AddressFlags.DADFAILED) && isAssigned(address, context)) {
                addresses.add(address.address());
            }
        }
        return addresses;
    }

    private static boolean isAssigned(Address address, StepContext context) {
        for (Address assigned : context.addressing().assigned()) {
            if (assigned.address().equals(address.address()) && assigned.isStable()) {
                return true;
            }
        }
        return false;
    }

    private static Plan known(IpAddress address, StepContext context) {
        return ofNode(address, context.snapshot())
                .or(() -> ofRouter(address, context))
                .or(() -> ofAnotherPod(address, context))
                .map(owner -> Plan.conflict(address, owner))
                .orElse(Plan.NOTHING);
    }

    private static Optional<String> ofNode(IpAddress address, Snapshot now) {
        return now.host().addresses().stream()
                .filter(known -> known.address().equals(address) && !now.isOnHostEnd(known))
                .map(known -> "the node itself, on " + known.device() + ",")
                .findFirst();
    }

    private static Optional<String> ofRouter(IpAddress address, StepContext context) {
        boolean router = context.addressing().routers().contains(address);
        return router ? Optional.of("the gateway of " + context.attachment().ifname()) : Optional.empty();
    }

    /** {@return a text about the other pod to which our routes or neighbours for the address lead; empty if there is none} */
    private static Optional<String> ofAnotherPod(IpAddress address, StepContext context) {
        NamespaceState host = context.snapshot().host();
        List<String> devices = new ArrayList<>();
        for (Route route : host.routes()) {
            if (route.isOurs() && route.destination().equals(address.asPrefix())) {
                route.hops().forEach(hop -> devices.add(hop.device()));
            }
        }
        for (Neighbor neighbor : host.neighbors(address)) {
            if (neighbor.isOurs()) {
                devices.add(neighbor.device());
            }
        }
        return devices.stream()
                .flatMap(device -> host.link(device).stream())
                .filter(link -> link.peer().isEmpty())
                .filter(link -> !link.alias().equals(context.attachment().mark()))
                .map(DetectConflict::owner)
                .findFirst();
    }

    private static String owner(Link link) {
        return "the pod behind " + link.name() + (link.alias().isEmpty() ? "" : " (" + link.alias() + ")");
    }
}
