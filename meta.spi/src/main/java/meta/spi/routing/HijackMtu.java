package meta.spi.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.spi.Question;
import meta.spi.RouteLookup;
import meta.spi.StepContext;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;
import meta.spi.net.Route;
import meta.spi.option.Option;
import meta.spi.option.OptionType;

/**
 * Determines the MTU of the pod's routes to hijacked subnets, which the pod reaches through the node. Without an MTU on the route, larger
 * packets could be lost in a tunnel of the cluster's network.
 *
 * <p>Apart from the node's route to the first address of the subnet, three kinds of objects show the MTU: devices with an address in the
 * subnet (flannel, Calico, Weave), routes into the subnet through them (Cilium), and other tunnel devices with routes into the subnet
 * (kube-router, Kilo). At most eight devices with addresses in each subnet, and eight other tunnel devices, are examined.
 *
 * @param context the call, with the options and the state of the host
 * @param ofDevice the MTU in bytes of the pod's device that leads to the node; 0 if it is not known
 */
public record HijackMtu(StepContext context, int ofDevice) {
    /** The MTU in bytes that the user sets. */
    public static final Option<Integer> GIVEN = Option.optional(
                    "hijack_mtu",
                    OptionType.wholeNumber(68, 65535).map(Long::intValue),
                    "MTU in bytes of the routes to the hijacked subnets. If unset: for each subnet, the smallest MTU"
                            + " among the node's routes to addresses of the subnet.")
            .atTopLevel();

    private static final int LEAST_IPV6_MTU = 1280; // RFC 8200 section 5
    private static final int MOST_DEVICES = 8; // more devices with addresses in a subnet probably belong to pods

    /** The kinds of devices that count as tunnels, as in {@link Link#kind}. */
    public static final List<String> TUNNELS =
            List.of("ipip", "sit", "gre", "ip6tnl", "ip6gre", "vxlan", "geneve", "wireguard", "tun");

    private static final String LOOPBACK = "lo";
    private static final String DUMMY = "dummy";
    private static final Set<String> PAIRS_TO_PODS = Set.of("veth", "netkit");

    /**
     * {@return the questions whose answers {@link #to} needs; empty if the user has set the MTU, or if no subnet is hijacked} The answers
     * can lead to more questions.
     */
    public List<Question> questions() {
        if (context.options().find(GIVEN).isPresent()) {
            return List.of();
        }
        NamespaceState host = context.snapshot().host();
        List<Question> questions = new ArrayList<>();
        if (!context.addressing().hijacked().isEmpty()) {
            questions.add(new Question.HostTunnels());
            for (Link tunnel : tunnels()) {
                questions.add(new Question.HostRoutes(tunnel.name()));
            }
        }
        for (Prefix subnet : context.addressing().hijacked()) {
            for (String device : devices(subnet)) {
                questions.add(new Question.HostDevice(device));
                Optional<Link> link = host.link(device);
                boolean routesMayBeNarrower = link.isPresent()
                        && !link.get().kind().equals(DUMMY)
                        && link.get().mtu() >= ofDevice;
                if (routesMayBeNarrower) {
                    questions.add(new Question.HostRoutes(device));
                }
            }
        }
        return questions;
    }

    /**
     * {@return the MTU in bytes of the pod's route to a hijacked subnet; 0 if the MTU would not be smaller than {@link #ofDevice}, or if
     * {@link #ofDevice} is not known}
     *
     * <p>The MTU is the one that the user has set, but for an IPv6 subnet at least 1280. If the user has set none, it is the smallest known
     * MTU on the examined paths into the subnet.
     */
    public int to(Prefix subnet) {
        Optional<Integer> given = context.options().find(GIVEN);
        int least = subnet.family().equals(Family.IPV6) ? LEAST_IPV6_MTU : 0;
        int mtu = given.isPresent() ? Math.max(given.get(), least) : smallest(subnet);
        return mtu < ofDevice ? mtu : 0;
    }

    private int smallest(Prefix subnet) {
        Set<String> devices = devices(subnet);
        NamespaceState host = context.snapshot().host();
        int smallest = smaller(mtuOfLookup(subnet), ofDevice);
        for (String device : devices) {
            Optional<Link> link = host.link(device);
            if (link.isPresent() && isPath(link.get())) {
                smallest = smaller(link.get().mtu(), smallest);
            }
        }
        List<Link> tunnels = tunnels();
        for (Route route : host.routes()) {
            if (isInside(route, subnet)) {
                smallest = Math.min(smallest, ofRoute(route, devices, tunnels));
            }
        }
        return smallest;
    }

    private int ofRoute(Route route, Set<String> devices, List<Link> tunnels) {
        int smallest = ofDevice;
        for (String device : devices) {
            if (route.on(device)) {
                smallest = smaller(route.metrics().mtu(), smallest);
            }
        }
        for (Link tunnel : tunnels) {
            if (route.on(tunnel.name())) {
                smallest = smaller(route.metrics().mtu(), smaller(tunnel.mtu(), smallest));
            }
        }
        return smallest;
    }

    /** {@return whether the device's MTU counts} Veth and netkit pairs lead to pods. */
    private static boolean isPath(Link link) {
        return !link.kind().equals(DUMMY) && !PAIRS_TO_PODS.contains(link.kind());
    }

    /** {@return the smaller MTU; {@code other} if {@code mtu} is 0, which means that it is not known} */
    private static int smaller(int mtu, int other) {
        return mtu > 0 ? Math.min(mtu, other) : other;
    }

    /**
     * {@return at most eight tunnel devices of the host that have a smaller MTU than {@link #ofDevice} and are not among the {@link
     * #devices} of a hijacked subnet} One device of each combination of kind and MTU comes first.
     */
    private List<Link> tunnels() {
        List<Link> first = new ArrayList<>();
        List<Link> others = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        Set<String> known = new HashSet<>();
        for (Prefix subnet : context.addressing().hijacked()) {
            known.addAll(devices(subnet));
        }
        for (Link link : context.snapshot().host().links()) {
            if (TUNNELS.contains(link.kind()) && link.mtu() < ofDevice && !known.contains(link.name())) {
                (seen.add(List.of(link.kind(), link.mtu())) ? first : others).add(link);
            }
        }
        first.addAll(others);
        return first.size() > MOST_DEVICES ? first.subList(0, MOST_DEVICES) : first;
    }

    private int mtuOfLookup(Prefix subnet) {
        return context.snapshot().lookup(subnet.address()).orElse(null) instanceof RouteLookup.Found found
                ? found.mtu()
                : 0;
    }

    /**
     * {@return whether the route leads into the subnet, but not to a pod of this node} A route to a single address without a gateway counts
     * as one to a pod of this node. {@link Hop#others} can contain a gateway.
     */
    private static boolean isInside(Route route, Prefix subnet) {
        Prefix to = route.destination();
        boolean toPod = to.isSingle();
        for (Hop hop : route.hops()) {
            toPod = toPod && !hop.hasGateway() && hop.others().isEmpty();
        }
        return !toPod && to.length() >= subnet.length() && subnet.contains(to.address());
    }

    /**
     * {@return at most eight devices of the host, without {@code lo}, that have an address in the subnet, not counting addresses of the
     * node} An address counts only for the first device that has it, because the host ends of many pods can have the same address.
     */
    private Set<String> devices(Prefix subnet) {
        Set<String> devices = new LinkedHashSet<>();
        Set<IpAddress> seen = new LinkedHashSet<>();
        for (Address address : context.snapshot().host().addresses()) {
            boolean inside = subnet.contains(address.address())
                    && !address.device().equals(LOOPBACK)
                    && !context.addressing().node().contains(address.address());
            if (inside && seen.add(address.address()) && devices.size() < MOST_DEVICES) {
                devices.add(address.device());
            }
        }
        return devices;
    }
}
