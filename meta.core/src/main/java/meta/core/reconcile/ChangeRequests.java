package meta.core.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
 * What must be sent to the kernel for one change. Without requests and without a problem, nothing has to be done.
 *
 * @param stages the requests in the order of sending. A stage may be sent only if all requests of the earlier stages have succeeded
 * @param problem if the change is impossible: a rejection in place of the kernel's
 */
record ChangeRequests(Change change, List<Stage> stages, Optional<Reply.Rejected> problem) {

    /** Requests for one namespace that are sent together, possibly none. */
    record Stage(Netns netns, List<Request> requests) {}

    private static final String VETH = "veth";

    /**
     * {@return the requests for a change, or the problem that makes the change impossible} Sends nothing.
     *
     * @param devices the known devices of the namespace, with each existing device of {@link #devices(Change)}
     * @throws IllegalArgumentException for a sysctl whose namespace exists, or if the master of the pod end of a new veth pair is not
     *     known
     */
    static ChangeRequests of(Change change, Devices devices, KernelPort kernel) {
        if (!kernel.has(change.netns())) {
            return impossible(
                    change,
                    Errno.ENODEV,
                    "the network namespace of the " + change.netns() + " does not exist any more");
        }
        for (String device : needed(change)) {
            if (!devices.knows(device)) {
                return change instanceof Change.Delete
                        ? in(change, List.of()) // the object was deleted with the device
                        : impossible(change, Errno.ENODEV, "there is no device " + device);
            }
        }
        return switch (change.object()) {
            case VethPair pair -> pair(change, pair, devices, kernel);
            case Link link -> link(change, link, devices);
            case Address address -> in(change, address(change, new AddressMapping(change.netns(), devices), address));
            case Route route -> in(change, route(change, devices, route));
            case Rule rule -> in(change, rule(change, rule));
            case Neighbor neighbor ->
                in(change, neighbor(change, new NeighborMapping(change.netns(), devices), neighbor));
            case SysctlValue _ -> throw new IllegalArgumentException("not sent by netlink: " + change);
        };
    }

    /** {@return the names of the devices whose indexes the requests can need; can contain a name twice} */
    static List<String> devices(Change change) {
        List<String> names = new ArrayList<>(needed(change));
        if (change instanceof Change.Replace replace) {
            names.addAll(devices(replace.before()));
        }
        return names;
    }

    private static List<String> needed(Change change) {
        boolean byName = change instanceof Change.Delete
                && (change.object() instanceof Link || change.object() instanceof VethPair);
        return byName ? List.of() : devices(change.object());
    }

    private static List<String> devices(NetworkObject object) {
        return switch (object) {
            case Address address -> List.of(address.device());
            case Neighbor neighbor -> List.of(neighbor.device());
            case Route route -> devices(route);
            case Link link ->
                Stream.of(link.master(), link.lower())
                        .filter(name -> !name.isEmpty())
                        .toList();
            case VethPair pair -> devices(pair.host());
            case Rule _, SysctlValue _ -> List.of();
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
        Reply.Rejected rejected = new Reply.Rejected(errno, why, 0);
        return new ChangeRequests(change, List.of(), Optional.of(rejected));
    }

    private static ChangeRequests pair(Change change, VethPair pair, Devices devices, KernelPort kernel) {
        return switch (change) {
            case Change.Create _ -> {
                if (!kernel.has(Netns.POD)) {
                    yield impossible(change, Errno.ENODEV, "the network namespace of the pod does not exist any more");
                }
                Request both = Request.create(LinkMapping.creation(pair, kernel.descriptor(Netns.POD)));
                yield of(
                        change,
                        List.of(
                                alone(Netns.HOST, both),
                                completion(pair.host(), devices),
                                completion(pair.pod(), devices)));
            }
            case Change.Delete _ ->
                of(
                        change,
                        List.of(alone(
                                Netns.HOST,
                                Request.delete(LinkMessage.named(pair.host().name())))));
            case Change.Replace _ ->
                impossible(change, Errno.EOPNOTSUPP, "a veth pair cannot be changed as a whole, only each end");
        };
    }

    private static ChangeRequests link(Change change, Link link, Devices devices) {
        return switch (change) {
            case Change.Create _ -> {
                if (link.kind().isEmpty() || link.kind().equals(VETH)) {
                    yield impossible(change, Errno.EOPNOTSUPP, "a device of this kind cannot be created");
                }
                Request bare = Request.create(LinkMapping.creation(link, devices));
                yield of(change, List.of(alone(link.netns(), bare), completion(link, devices)));
            }
            case Change.Delete _ -> in(change, List.of(Request.delete(LinkMessage.named(link.name()))));
            case Change.Replace replace -> changed(change, (Link) replace.before(), link, devices);
        };
    }

    private static ChangeRequests changed(Change change, Link before, Link after, Devices devices) {
        boolean isOther = !before.kind().equals(after.kind())
                || !before.data().equals(after.data())
                || !before.peer().equals(after.peer());
        return isOther
                ? impossible(
                        change,
                        Errno.EOPNOTSUPP,
                        "a device's kind, its kind-specific attributes (IFLA_INFO_DATA) and its peer cannot be changed")
                : in(change, List.of(Request.change(LinkMapping.change(before, after, devices))));
    }

    private static Stage alone(Netns netns, Request request) {
        return new Stage(netns, List.of(request));
    }

    /**
     * {@return the stage that sets alias and master of a new device and sets the device up, if planned}
     *
     * <p>The kernel ignores an alias in a creation request, and cannot set one end of a pair up before the other end exists. After a failed
     * creation, the stage could change another program's device.
     */
    private static Stage completion(Link link, Devices devices) {
        Link bare = link.withAlias("").withUp(false).withMaster("");
        return bare.equals(link)
                ? new Stage(link.netns(), List.of())
                : alone(link.netns(), Request.change(LinkMapping.change(bare, link, devices)));
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
                List<Request> requests = new ArrayList<>();
                // a replacement request would replace the first route (rank 0) of those that differ only in their hops
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
            // the kernel cannot replace a rule: it would add the new rule and keep the old rule, or reject the request
            case Change.Replace replace ->
                List.of(
                        Request.delete(RuleMapping.write((Rule) replace.before())),
                        Request.create(RuleMapping.write(rule)));
        };
    }

    private static List<Request> neighbor(Change change, NeighborMapping mapping, Neighbor neighbor) {
        return switch (change) {
            // the kernel may have created the neighbour since the snapshot
            case Change.Create _ -> List.of(Request.replace(mapping.write(neighbor)));
            case Change.Replace replace
            when losesProtocol((Neighbor) replace.before(), neighbor) ->
                List.of(Request.delete(mapping.deletion(neighbor)), Request.replace(mapping.write(neighbor)));
            case Change.Replace _ -> List.of(Request.replace(mapping.write(neighbor)));
            case Change.Delete _ -> List.of(Request.delete(mapping.deletion(neighbor)));
        };
    }

    /**
     * {@return whether the change removes the entry's protocol number} If a replacing request has no protocol number, the kernel keeps the
     * old number.
     */
    private static boolean losesProtocol(Neighbor before, Neighbor after) {
        return after.protocol().equals(RouteProtocol.UNSPEC)
                && !before.protocol().equals(RouteProtocol.UNSPEC);
    }
}
