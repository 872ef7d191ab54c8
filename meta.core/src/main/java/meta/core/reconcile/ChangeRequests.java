package meta.core.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.core.kernel.AddressMapping;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.core.kernel.LinkMapping;
import meta.core.kernel.NeighborMapping;
import meta.core.kernel.RouteMapping;
import meta.core.kernel.RuleMapping;
import meta.netlink.Errno;
import meta.netlink.RouteProtocol;
import meta.netlink.message.LinkMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * What has to be sent for a change.
 *
 * @param change the change
 * @param stages what is sent, each stage only where the one before was accepted
 * @param problem why nothing can be sent: no request says what is wanted, or a device that it names is not there
 */
record ChangeRequests(Change change, List<Stage> stages, Optional<Reply.Rejected> problem) {

    /** Requests for one namespace that go out together. */
    record Stage(Netns netns, List<Request> requests) {}

    private static final String VETH = "veth";

    /**
     * {@return the requests for a change that is no setting}
     *
     * @param devices the devices of the change's namespace that are known
     */
    static ChangeRequests of(Change change, Devices devices, KernelPort kernel) {
        if (!kernel.has(change.netns())) {
            return impossible(change, Errno.ENODEV, "there is no " + change.netns() + " any more");
        }
        for (String device : devices(change.object())) {
            if (!devices.knows(device)) {
                return change instanceof Change.Delete
                        ? in(change, List.of()) // what was on it is gone with it
                        : impossible(change, Errno.ENODEV, "there is no device " + device);
            }
        }
        return switch (change.object()) {
            case VethPair pair -> pair(change, pair, kernel);
            case Link link -> link(change, link);
            case Address address -> in(change, address(change, new AddressMapping(change.netns(), devices), address));
            case Route route -> in(change, route(change, devices, route));
            case Rule rule -> in(change, rule(change, rule));
            case Neighbor neighbor ->
                in(change, neighbor(change, new NeighborMapping(change.netns(), devices), neighbor));
            case SysctlValue _ -> throw new IllegalArgumentException("no netlink object: " + change);
        };
    }

    /** {@return the devices of the change's namespace whose index matters} */
    static List<String> devices(Change change) {
        List<String> names = new ArrayList<>(devices(change.object()));
        if (change instanceof Change.Replace replace) {
            names.addAll(devices(replace.before()));
        }
        return names;
    }

    private static List<String> devices(NetworkObject object) {
        return switch (object) {
            case Address address -> List.of(address.device());
            case Neighbor neighbor -> List.of(neighbor.device());
            case Route route -> devices(route);
            case Link _, VethPair _, Rule _, SysctlValue _ -> List.of(); // these are told by name
        };
    }

    private static List<String> devices(Route route) {
        List<String> names = new ArrayList<>();
        for (Hop hop : route.hops()) {
            if (!hop.device().isEmpty()) {
                names.add(hop.device());
            }
        }
        return names;
    }

    private static ChangeRequests in(Change change, List<Request> requests) {
        return of(change, List.of(new Stage(change.netns(), requests)));
    }

    private static ChangeRequests of(Change change, List<Stage> stages) {
        return new ChangeRequests(change, stages, Optional.empty());
    }

    private static ChangeRequests impossible(Change change, Errno errno, String why) {
        Reply.Rejected refused = new Reply.Rejected(errno, why, 0);
        return new ChangeRequests(change, List.of(), Optional.of(refused));
    }

    private static ChangeRequests pair(Change change, VethPair pair, KernelPort kernel) {
        return switch (change) {
            case Change.Create _ -> {
                if (!kernel.has(Netns.POD)) {
                    yield impossible(change, Errno.ENODEV, "there is no pod any more");
                }
                Request both = Request.create(LinkMapping.creation(pair, kernel.descriptor(Netns.POD)));
                yield of(change, List.of(alone(Netns.HOST, both), dressing(pair.host()), dressing(pair.pod())));
            }
            case Change.Delete _ ->
                of(
                        change,
                        List.of(alone(
                                Netns.HOST,
                                Request.delete(LinkMessage.named(pair.host().name())))));
            case Change.Replace _ -> impossible(change, Errno.EOPNOTSUPP, "each end of a pair is changed by itself");
        };
    }

    private static ChangeRequests link(Change change, Link link) {
        return switch (change) {
            case Change.Create _ -> {
                if (link.kind().isEmpty() || link.kind().equals(VETH)) {
                    yield impossible(change, Errno.EOPNOTSUPP, "a device of this kind is not made by its name alone");
                }
                Request bare = Request.create(LinkMapping.creation(link));
                yield of(change, List.of(alone(link.netns(), bare), dressing(link)));
            }
            case Change.Delete _ -> in(change, List.of(Request.delete(LinkMessage.named(link.name()))));
            case Change.Replace replace -> changed(change, (Link) replace.before(), link);
        };
    }

    private static ChangeRequests changed(Change change, Link before, Link after) {
        boolean another = !before.kind().equals(after.kind()) || !before.peer().equals(after.peer());
        return another
                ? impossible(change, Errno.EOPNOTSUPP, "a device keeps its kind and its other end")
                : in(change, List.of(Request.change(LinkMapping.change(before, after))));
    }

    private static Stage alone(Netns netns, Request request) {
        return new Stage(netns, List.of(request));
    }

    /**
     * The kernel makes a device bare: it overlooks an alias, and cannot set one end of a pair up before it has the other. This must not
     * go out with the creation, or it would dress somebody else's device where that is refused since the name is taken.
     */
    private static Stage dressing(Link link) {
        Link bare = link.withAlias("").withUp(false);
        return bare.equals(link)
                ? new Stage(link.netns(), List.of())
                : alone(link.netns(), Request.change(LinkMapping.change(bare, link)));
    }

    private static List<Request> address(Change change, AddressMapping mapping, Address address) {
        return switch (change) {
            case Change.Create _ -> List.of(Request.create(mapping.write(address)));
            case Change.Replace _ -> List.of(Request.replace(mapping.write(address)));
            case Change.Delete _ -> List.of(Request.delete(mapping.write(address)));
        };
    }

    private static List<Request> route(Change change, Devices devices, Route route) {
        RouteMapping mapping = new RouteMapping(change.netns(), devices);
        boolean first = route.key().rank() == 0;
        return switch (change) {
            case Change.Create _ when first -> List.of(Request.create(mapping.write(route)));
            case Change.Create _ -> List.of(Request.append(mapping.write(route)));
            case Change.Replace _ when first -> List.of(Request.replace(mapping.write(route)));
            case Change.Replace replace -> {
                List<Request> requests = new ArrayList<>(); // a replacement would hit the one of the first rank
                Route before = (Route) replace.before();
                boolean gone = devices(before).stream().anyMatch(device -> !devices.knows(device));
                if (!gone) {
                    requests.add(Request.delete(mapping.write(before)));
                }
                requests.add(Request.append(mapping.write(route)));
                yield requests;
            }
            case Change.Delete _ -> List.of(Request.delete(mapping.write(route)));
        };
    }

    private static List<Request> rule(Change change, Rule rule) {
        return switch (change) {
            case Change.Create _ -> List.of(Request.create(RuleMapping.write(rule)));
            case Change.Delete _ -> List.of(Request.delete(RuleMapping.write(rule)));
            // two that differ in their protocol alone are one to the kernel, and it changes none
            case Change.Replace replace ->
                List.of(
                        Request.delete(RuleMapping.write((Rule) replace.before())),
                        Request.create(RuleMapping.write(rule)));
        };
    }

    private static List<Request> neighbor(Change change, NeighborMapping mapping, Neighbor neighbor) {
        return switch (change) {
            // the kernel may have learnt of the neighbour by itself meanwhile
            case Change.Create _ -> List.of(Request.replace(mapping.write(neighbor)));
            case Change.Replace replace
            when losesProtocol((Neighbor) replace.before(), neighbor) ->
                List.of(Request.delete(mapping.name(neighbor)), Request.replace(mapping.write(neighbor)));
            case Change.Replace _ -> List.of(Request.replace(mapping.write(neighbor)));
            case Change.Delete _ -> List.of(Request.delete(mapping.name(neighbor)));
        };
    }

    /** The kernel keeps the protocol of an entry that is replaced by one without. */
    private static boolean losesProtocol(Neighbor before, Neighbor after) {
        return after.protocol().equals(RouteProtocol.UNSPEC)
                && !before.protocol().equals(RouteProtocol.UNSPEC);
    }
}
