package meta.spi.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
 * The largest packets that the node takes on into the hijacked subnets. Where they are smaller than the pod's device takes, the pod's
 * route has to say so, or large packets vanish in a tunnel.
 *
 * <p>A tunnel device has an address inside the pods' subnet (flannel, calico, weave), and so has the device whose routes name the MTU of
 * a tunnel that is elsewhere (cilium). Where each of the other nodes has a tunnel device of its own (kube-router, kilo), the devices have
 * routes into the subnet and no address there; of several that are alike a few stand for all.
 *
 * @param context what a step plans from
 * @param ofDevice the MTU in bytes of the pod's device that leads to the node
 */
public record HijackMtu(StepContext context, int ofDevice) {
    public static final Option<Optional<Integer>> GIVEN = Option.of(
                    "hijack_mtu",
                    OptionType.wholeNumber(68, 65535).map(mtu -> Optional.of(mtu.intValue())),
                    Optional.<Integer>empty(),
                    "The MTU in bytes of the routes to the hijacked subnets; the smallest of the node's own routes into each subnet"
                            + " where it is not given.")
            .atTopLevel();

    private static final int LEAST_IPV6_MTU = 1280; // RFC 8200 section 5
    private static final int MOST_DEVICES = 8; // of a node with a tunnel or two; more would be pods' own

    /** The kinds of tunnel devices. */
    public static final List<String> TUNNELS =
            List.of("ipip", "sit", "gre", "ip6tnl", "ip6gre", "vxlan", "geneve", "wireguard", "tun");

    private static final String LOOPBACK = "lo";
    private static final String DUMMY = "dummy";
    private static final Set<String> CABLES_TO_PODS = Set.of("veth", "netkit");

    /** {@return what has to be known of the host for this} */
    public List<Question> questions() {
        if (context.options().get(GIVEN).isPresent()) {
            return List.of();
        }
        NamespaceState host = context.snapshot().host();
        List<Question> questions = new ArrayList<>();
        if (!context.addressing().hijacked().isEmpty()) {
            questions.add(new Question.HostTunnels());
            tunnels().forEach(tunnel -> questions.add(new Question.HostRoutes(tunnel.name())));
        }
        for (Prefix subnet : context.addressing().hijacked()) {
            for (String device : devices(subnet)) {
                questions.add(new Question.HostDevice(device));
                Optional<Link> link = host.link(device);
                boolean routesMayBeNarrower = link.filter(found -> !found.kind().equals(DUMMY))
                        .filter(found -> found.mtu() >= ofDevice)
                        .isPresent();
                if (routesMayBeNarrower) {
                    questions.add(new Question.HostRoutes(device));
                }
            }
        }
        return questions;
    }

    /** {@return the MTU in bytes for the pod's route to a hijacked subnet; 0 where it is the device's own} */
    public int to(Prefix subnet) {
        Optional<Integer> given = context.options().get(GIVEN);
        int least = subnet.family().equals(Family.IPV6) ? LEAST_IPV6_MTU : 0;
        int mtu = given.map(value -> Math.max(value, least)).orElseGet(() -> smallest(subnet));
        return mtu < ofDevice ? mtu : 0;
    }

    private int smallest(Prefix subnet) {
        Set<String> devices = devices(subnet);
        NamespaceState host = context.snapshot().host();
        IntStream ofLinks = devices.stream()
                .flatMap(device -> host.link(device).stream())
                .filter(link -> !link.kind().equals(DUMMY) && !CABLES_TO_PODS.contains(link.kind()))
                .mapToInt(Link::mtu);
        IntStream ofTunnels = tunnels().stream()
                .flatMap(tunnel -> host.routes().stream()
                        .filter(route -> isInside(route, subnet) && route.on(tunnel.name()))
                        .flatMap(
                                route -> Stream.of(tunnel.mtu(), route.metrics().mtu())))
                .mapToInt(Integer::intValue);
        IntStream ofRoutes = host.routes().stream()
                .filter(route -> isInside(route, subnet) && devices.stream().anyMatch(route::on))
                .mapToInt(route -> route.metrics().mtu());
        OptionalInt smallest = Stream.of(IntStream.of(looked(subnet)), ofLinks, ofTunnels, ofRoutes)
                .flatMapToInt(each -> each)
                .filter(mtu -> mtu > 0)
                .min();
        return smallest.orElse(ofDevice);
    }

    /**
     * {@return the tunnel devices of the host that take smaller packets and have no address in a hijacked subnet, one of each size before
     * others of the same size}
     */
    private List<Link> tunnels() {
        List<Link> first = new ArrayList<>();
        List<Link> others = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        Set<String> known = new HashSet<>();
        context.addressing().hijacked().forEach(subnet -> known.addAll(devices(subnet)));
        for (Link link : context.snapshot().host().links()) {
            if (TUNNELS.contains(link.kind()) && link.mtu() < ofDevice && !known.contains(link.name())) {
                (seen.add(List.of(link.kind(), link.mtu())) ? first : others).add(link);
            }
        }
        first.addAll(others);
        return first.size() > MOST_DEVICES ? first.subList(0, MOST_DEVICES) : first;
    }

    private int looked(Prefix subnet) {
        return context.snapshot().lookup(subnet.address()).orElse(null) instanceof RouteLookup.Found found
                ? found.mtu()
                : 0;
    }

    /** A route to a single address on the link is that to a pod of this node. */
    private static boolean isInside(Route route, Prefix subnet) {
        Prefix to = route.destination();
        boolean toPod = to.isSingle() && route.hops().stream().noneMatch(Hop::hasGateway);
        return !toPod && to.length() >= subnet.length() && subnet.contains(to.address());
    }

    /**
     * {@return the host's devices with an address inside the subnet that is not one of the node's own. Of several with the same address,
     * such as the gateway on the host ends of many pods, the first stands for all}
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
