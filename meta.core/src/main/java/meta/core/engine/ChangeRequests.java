package meta.core.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.core.kernel.AddressMapping;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.core.kernel.LinkMapping;
import meta.core.kernel.NeighborMapping;
import meta.core.kernel.RouteMapping;
import meta.core.kernel.RuleMapping;
import meta.netlink.Errno;
import meta.netlink.message.LinkMessage;
import meta.netlink.socket.Reply;
import meta.netlink.socket.Request;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * What has to be sent for a change.
 *
 * @param change the change
 * @param host the requests for the host, in order
 * @param pod the requests for the pod, sent after those for the host
 * @param problem why nothing can be sent: a device that the change names is not there
 */
record ChangeRequests(Change change, List<Request> host, List<Request> pod, Optional<Reply.Refused> problem) {

    static ChangeRequests of(Change change, Map<Netns, Devices> devices, KernelPort kernel) {
        Devices known = devices.getOrDefault(change.netns(), new Devices());
        for (String device : devices(change)) {
            if (!known.knows(device)) {
                Reply.Refused refused = new Reply.Refused(Errno.ENODEV, "there is no device " + device, 0);
                return new ChangeRequests(change, List.of(), List.of(), Optional.of(refused));
            }
        }
        return switch (change.object()) {
            case VethPair pair -> pair(change, pair, kernel);
            case Link link -> in(change, link(change, link));
            case Address address ->
                in(change, List.of(address(change, new AddressMapping(change.netns(), known), address)));
            case Route route -> in(change, List.of(route(change, new RouteMapping(change.netns(), known), route)));
            case Rule rule -> in(change, rule(change, rule));
            case Neighbor neighbor ->
                in(change, List.of(neighbor(change, new NeighborMapping(change.netns(), known), neighbor)));
            case SysctlValue _ -> throw new IllegalArgumentException("no netlink object: " + change);
        };
    }

    /** {@return the devices of the change's namespace whose index has to be known} */
    static List<String> devices(Change change) {
        return switch (change.object()) {
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

    List<Request> in(Netns netns) {
        return netns == Netns.HOST ? host : pod;
    }

    private static ChangeRequests in(Change change, List<Request> requests) {
        return change.netns() == Netns.HOST
                ? new ChangeRequests(change, requests, List.of(), Optional.empty())
                : new ChangeRequests(change, List.of(), requests, Optional.empty());
    }

    private static ChangeRequests pair(Change change, VethPair pair, KernelPort kernel) {
        return switch (change) {
            case Change.Create _ -> {
                Request both = Request.create(LinkMapping.creation(pair, kernel.descriptor(Netns.POD)));
                List<Request> host = new ArrayList<>(List.of(both));
                host.addAll(dressed(pair.host()));
                yield new ChangeRequests(change, host, dressed(pair.pod()), Optional.empty());
            }
            case Change.Delete _ -> {
                Request both = Request.delete(LinkMessage.named(pair.host().name()));
                yield new ChangeRequests(change, List.of(both), List.of(), Optional.empty());
            }
            case Change.Replace(String _, String _, VethPair before, var _) ->
                new ChangeRequests(
                        change,
                        changed(before.host(), pair.host()),
                        changed(before.pod(), pair.pod()),
                        Optional.empty());
            case Change.Replace _ -> throw new IllegalArgumentException("no veth pair before: " + change);
        };
    }

    /** The kernel makes a device bare: it overlooks an alias, and cannot set one end of a pair up before it has the other. */
    private static List<Request> dressed(Link link) {
        return changed(link.withAlias("").withUp(false), link);
    }

    private static List<Request> changed(Link before, Link after) {
        return before.equals(after) ? List.of() : List.of(Request.change(LinkMapping.change(before, after)));
    }

    private static List<Request> link(Change change, Link link) {
        return switch (change) {
            case Change.Create _ -> {
                List<Request> requests = new ArrayList<>(List.of(Request.create(LinkMapping.creation(link))));
                requests.addAll(changed(link.withAlias(""), link));
                yield requests;
            }
            case Change.Delete _ -> List.of(Request.delete(LinkMessage.named(link.name())));
            case Change.Replace(String _, String _, Link before, var _) -> changed(before, link);
            case Change.Replace _ -> throw new IllegalArgumentException("no link before: " + change);
        };
    }

    private static Request address(Change change, AddressMapping mapping, Address address) {
        return switch (change) {
            case Change.Create _ -> Request.create(mapping.write(address));
            case Change.Replace _ -> Request.replace(mapping.write(address));
            case Change.Delete _ -> Request.delete(mapping.write(address));
        };
    }

    private static Request route(Change change, RouteMapping mapping, Route route) {
        return switch (change) {
            // nobody but us knows the pod's state while it is locked; on the host another call may have been faster
            case Change.Create _ when route.netns() == Netns.POD -> Request.create(mapping.write(route));
            case Change.Create _, Change.Replace _ -> Request.replace(mapping.write(route));
            case Change.Delete _ -> Request.delete(mapping.write(route));
        };
    }

    private static List<Request> rule(Change change, Rule rule) {
        return switch (change) {
            case Change.Create _ -> List.of(Request.create(RuleMapping.write(rule)));
            case Change.Delete _ -> List.of(Request.delete(RuleMapping.write(rule)));
            // the kernel changes no rule; two that differ in their protocol only are one to it
            case Change.Replace(String _, String _, Rule before, var _) ->
                List.of(Request.delete(RuleMapping.write(before)), Request.create(RuleMapping.write(rule)));
            case Change.Replace _ -> throw new IllegalArgumentException("no rule before: " + change);
        };
    }

    private static Request neighbor(Change change, NeighborMapping mapping, Neighbor neighbor) {
        return switch (change) {
            // the kernel may have learnt of the neighbour by itself meanwhile
            case Change.Create _, Change.Replace _ -> Request.replace(mapping.write(neighbor));
            case Change.Delete _ -> Request.delete(mapping.name(neighbor));
        };
    }
}
