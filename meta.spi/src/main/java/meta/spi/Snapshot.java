package meta.spi;

import java.util.List;
import java.util.Optional;
import meta.netlink.IpAddress;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * What is: the state of host and pod at one moment, or what it would be once a plan is applied.
 *
 * <p>Of the pod it holds every link, address, route, rule and neighbour. Of the host, whose state grows with the node's pods, it
 * holds the addresses by which others can reach the node (no link-local and loopback ones), the links on the way to the pod, the host
 * ends of the pod's veth pairs, what the host knows of the pod's addresses, and what a step has {@linkplain Step#questions asked for}.
 *
 * @param host the node's namespace
 * @param pod the pod's namespace
 * @param lookups how the host would reach the pod's addresses and the hijacked subnets, before anything is changed
 */
public record Snapshot(NamespaceState host, NamespaceState pod, List<RouteLookup> lookups) {
    public Snapshot {
        if (host.netns() != Netns.HOST || pod.netns() != Netns.POD) {
            throw new IllegalArgumentException("states of " + host.netns() + " and " + pod.netns());
        }
        lookups = List.copyOf(lookups);
    }

    public NamespaceState in(Netns netns) {
        return netns == Netns.HOST ? host : pod;
    }

    /** {@return how the host would reach the address, where that was looked up} */
    public Optional<RouteLookup> lookup(IpAddress destination) {
        return lookups.stream()
                .filter(lookup -> lookup.destination().equals(destination))
                .findFirst();
    }

    /** {@return the object that has this one's key} */
    public Optional<NetworkObject> find(NetworkObject object) {
        return switch (object) {
            case VethPair pair ->
                VethPair.find(pair.pod().name(), host, pod)
                        .filter(found -> found.key().equals(pair.key()))
                        .map(NetworkObject.class::cast);
            case Link _, Address _, Route _, Rule _, Neighbor _, SysctlValue _ ->
                in(object.netns()).find(object.key());
        };
    }

    /** {@return what would be if the plan were applied} */
    public Snapshot with(Plan plan) {
        Snapshot now = this;
        for (Plan.Item item : plan.items()) {
            now = switch (item) {
                case Plan.Ensure ensure -> now.with(ensure.object());
                case Plan.Remove remove -> now.without(remove.object());
                case Plan.Report _, Plan.Probe _, Plan.Conflict _, Plan.Announce _ -> now;
            };
        }
        return now;
    }

    /** {@return what would be with this object in the place of the one that has its key} */
    public Snapshot with(NetworkObject object) {
        return switch (object) {
            case VethPair pair -> with(pair.host()).with(pair.pod());
            case Link _, Address _, Route _, Rule _, Neighbor _, SysctlValue _ ->
                replacing(in(object.netns()).with(object));
        };
    }

    /** {@return what would be without this object; a link takes along what is on it, and its other end} */
    public Snapshot without(NetworkObject object) {
        return switch (object) {
            case VethPair pair -> without(pair);
            case Link link -> withoutLink(link);
            case Address _, Route _, Rule _, Neighbor _, SysctlValue _ ->
                replacing(in(object.netns()).without(object.key()));
        };
    }

    private Snapshot without(VethPair pair) {
        boolean named = host.link(pair.host().name()).isPresent()
                || pod.link(pair.pod().name()).isPresent();
        return named && find(pair).isEmpty()
                ? this
                : withoutPair(pair.host().name(), pair.pod().name());
    }

    private Snapshot withoutLink(Link link) {
        Link found = in(link.netns()).link(link.name()).orElse(link);
        boolean othersEnd = in(link.netns().other())
                .link(found.peer())
                .filter(beyond -> !beyond.peer().equals(found.name()))
                .isPresent();
        if (found.peer().isEmpty() || othersEnd) {
            return replacing(bare(in(link.netns()), link.name()));
        }
        return link.netns() == Netns.HOST
                ? withoutPair(found.name(), found.peer())
                : withoutPair(found.peer(), found.name());
    }

    private Snapshot withoutPair(String hostName, String podName) {
        return new Snapshot(bare(host, hostName), bare(pod, podName), lookups);
    }

    private static NamespaceState bare(NamespaceState state, String device) {
        List<NetworkObject> left =
                state.objects().stream().filter(object -> !isOn(object, device)).toList();
        return NamespaceState.of(state.netns(), left);
    }

    private static boolean isOn(NetworkObject object, String device) {
        return switch (object) {
            case Link link -> link.name().equals(device);
            case Address address -> address.device().equals(device);
            case Route route -> route.on(device);
            case Neighbor neighbor -> neighbor.on(device);
            case SysctlValue sysctl -> sysctl.path().contains("/conf/" + device + "/");
            case Rule _, VethPair _ -> false;
        };
    }

    private Snapshot replacing(NamespaceState state) {
        return state.netns() == Netns.HOST ? new Snapshot(state, pod, lookups) : new Snapshot(host, state, lookups);
    }
}
