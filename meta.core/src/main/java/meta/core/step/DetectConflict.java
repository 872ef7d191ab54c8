package meta.core.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.spi.Claim;
import meta.spi.Plan;
import meta.spi.PlanningException;
import meta.spi.SharedSteps;
import meta.spi.Snapshot;
import meta.spi.Step;
import meta.spi.StepContext;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.option.GoDuration;
import meta.spi.option.Option;
import meta.spi.option.OptionType;
import meta.spi.option.StepOptions;

/**
 * Makes sure that nobody else has an address of the NIC: the stations on its link are asked (RFC 5227, RFC 4862), and where the node's
 * own routes give an address to another pod, nobody need be asked.
 *
 * <p>The pod's own devices may answer, and so may the node's ends of them, which can be proxies. An ipvlan shares its link-layer address
 * with its parent, so the kernel hands it no answer that is sent to that address, as answers about IPv4 are.
 */
public final class DetectConflict implements Step {

    /**
     * What the configuration says of address conflicts.
     *
     * @param enabled whether they are looked for
     * @param interval how long to wait for an answer
     * @param retries how often to ask
     */
    record Options(boolean enabled, GoDuration interval, int retries) {
        private static final GoDuration SECOND = new GoDuration(Duration.ofSeconds(1));
        private static final Duration LONGEST = Duration.ofMinutes(1);

        private static final Option<Boolean> ENABLED = Option.of(
                "enabled",
                OptionType.flag(),
                false,
                "Whether an ADD fails where another station has an address of the NIC.");
        private static final Option<GoDuration> INTERVAL = Option.of(
                "interval",
                OptionType.text("a length of time such as 500ms or 1s, at most 1m", Options::interval),
                SECOND,
                "How long to wait for an answer each time.");
        private static final Option<Long> RETRIES =
                Option.of("retries", OptionType.wholeNumber(1, 100), 3L, "How often the stations are asked.");

        static final Option<Options> CHOICE = Option.<Options>of(
                        "ip_conflict",
                        new OptionType.Group<>(
                                List.of(ENABLED, INTERVAL, RETRIES),
                                group -> new Options(
                                        group.get(ENABLED),
                                        group.get(INTERVAL),
                                        group.get(RETRIES).intValue())),
                        new Options(false, SECOND, 3),
                        "Detection of address conflicts, by ARP and neighbour discovery.")
                .atTopLevel();

        static final List<Option<?>> DECLARED = List.of(CHOICE);

        static Options from(StepOptions given) {
            return given.get(CHOICE);
        }

        private static GoDuration interval(String text) {
            GoDuration interval = GoDuration.parse(text);
            if (interval.value().isZero() || interval.value().compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException('"' + text + "\" is no time to wait for an answer");
            }
            return interval;
        }
    }

    @Override
    public String name() {
        return SharedSteps.DETECT_CONFLICT;
    }

    @Override
    public Plan plan(StepContext context) {
        Options options = Options.from(context.options());
        if (!options.enabled()) {
            return Plan.NOTHING;
        }
        String nic = context.attachment().ifname();
        requireLink(nic, context.snapshot());
        Set<IpAddress> addresses = addresses(context);
        Plan known = Plan.forEach(addresses, address -> takenByAnotherPod(address, context));
        List<MacAddress> ours = endsOnTheNode(context.snapshot());
        Plan asked = Plan.forEach(
                addresses,
                address -> Plan.probe(
                        new Claim(Netns.POD, nic, address),
                        options.retries(),
                        options.interval().value(),
                        ours));
        return known.then(asked);
    }

    private static void requireLink(String nic, Snapshot now) {
        Link link = now.pod()
                .link(nic)
                .orElseThrow(() -> new PlanningException("the pod has no device " + nic + "; is CNI_IFNAME right?"));
        if (link.lladdr().equals(MacAddress.NONE)) {
            throw new PlanningException(
                    nic + " has no MAC address, so that nobody can be asked for an address conflict;"
                            + " turn ip_conflict off");
        }
    }

    /** {@return the NIC's addresses, and those that it was given and the kernel has found to be somebody else's} */
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

    private static Plan takenByAnotherPod(IpAddress address, StepContext context) {
        Snapshot now = context.snapshot();
        for (Route route : now.host().routes()) {
            boolean forIt = route.isOurs() && route.destination().equals(address.asPrefix());
            for (Hop hop : forIt ? route.hops() : List.<Hop>of()) {
                Link way = now.host().link(hop.device()).orElse(null);
                if (way != null && isOfAnotherPod(way, context)) {
                    return Plan.conflict(address, owner(way));
                }
            }
        }
        return Plan.NOTHING;
    }

    /** A route of ours only leads to pods; as long as the device is there, so is the pod behind it. */
    private static boolean isOfAnotherPod(Link way, StepContext context) {
        return way.peer().isEmpty() && !way.alias().equals(context.attachment().mark());
    }

    private static String owner(Link way) {
        return "the pod behind " + way.name() + (way.alias().isEmpty() ? "" : " (" + way.alias() + ")");
    }

    private static List<MacAddress> endsOnTheNode(Snapshot now) {
        List<MacAddress> ends = new ArrayList<>();
        for (Link link : now.host().links()) {
            if (!link.peer().isEmpty()) {
                ends.add(link.lladdr());
            }
        }
        return ends;
    }
}
