package meta.core.reconcile.observe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.core.kernel.Devices;
import meta.core.kernel.KernelPort;
import meta.core.kernel.MessagesInReplies;
import meta.core.kernel.NeighborMapping;
import meta.core.kernel.RouteMapping;
import meta.core.kernel.RuleMapping;
import meta.core.reconcile.observe.HostObjectId.LinkNamed;
import meta.core.reconcile.observe.HostObjectId.NeighborAt;
import meta.core.reconcile.observe.HostObjectId.RouteTo;
import meta.core.reconcile.observe.HostObjectId.RuleLike;
import meta.netlink.Errno;
import meta.netlink.Family;
import meta.netlink.RouteTable;
import meta.netlink.message.LinkMessage;
import meta.netlink.message.NeighborMessage;
import meta.netlink.message.RouteMessage;
import meta.netlink.message.RuleMessage;
import meta.netlink.socket.Request;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;

/** Reads given objects of the host. The kernel has no request for a single route or rule, so these are found by dumps. */
public record HostObjectFinder(KernelPort kernel) {

    private record Routes(Family family, RouteTable table, String device) {}

    /**
     * {@return the present state of the objects that exist} For a veth pair, the result contains only the link of the host end.
     *
     * @throws meta.core.cni.CallFailedException if a dump uses up the {@link ObjectLimit}
     * @throws meta.netlink.socket.NetlinkException if a reply does not arrive, the kernel lacks a resource, or a dump fails
     */
    public List<NetworkObject> find(Collection<? extends HostObjectId> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        Set<HostObjectId> identities = new LinkedHashSet<>(wanted);
        Set<NetworkObject> found = new LinkedHashSet<>();
        Devices devices = new Devices();
        found.addAll(RelatedDevices.read(
                MessagesInReplies.of(LinkMessage.class, kernel, Netns.HOST, linkRequests(identities)),
                devices,
                kernel));
        found.addAll(neighbors(identities, devices));
        for (Routes routes : routes(identities)) {
            found.addAll(dump(routes, devices, identities));
        }
        for (Family family : ruleFamilies(identities)) {
            found.addAll(new BoundedDump<>(
                            "rules of the node",
                            RuleMessage.class,
                            RuleMessage.any(family),
                            message -> RuleMapping.read(message, Netns.HOST).filter(rule -> isWanted(rule, identities)))
                    .from(kernel, Netns.HOST));
        }
        // the list also contains devices that were read only for their index
        found.removeIf(object -> !isWanted(object, identities));
        return List.copyOf(found);
    }

    private static boolean isWanted(NetworkObject object, Set<HostObjectId> identities) {
        return HostObjectId.of(object).filter(identities::contains).isPresent();
    }

    private static List<Request> linkRequests(Set<HostObjectId> identities) {
        Set<String> names = new LinkedHashSet<>();
        for (HostObjectId identity : identities) {
            switch (identity) {
                case LinkNamed(String name) -> names.add(name);
                case NeighborAt(var _, String device) -> names.add(device);
                case RouteTo route -> names.addAll(route.devices());
                case RuleLike _ -> {}
            }
        }
        List<Request> requests = new ArrayList<>();
        names.forEach(name -> requests.add(Request.get(LinkMessage.named(name))));
        return requests;
    }

    private List<NetworkObject> neighbors(Set<HostObjectId> identities, Devices devices) {
        List<Request> requests = new ArrayList<>();
        for (HostObjectId identity : identities) {
            if (identity instanceof NeighborAt(var address, String device) && devices.knows(device)) {
                requests.add(Request.get(NeighborMessage.at(address, devices.index(device))));
            }
        }
        NeighborMapping mapping = new NeighborMapping(Netns.HOST, devices);
        List<NetworkObject> found = new ArrayList<>();
        for (NeighborMessage neighbor : MessagesInReplies.of(NeighborMessage.class, kernel, Netns.HOST, requests)) {
            mapping.read(neighbor).ifPresent(found::add);
        }
        return found;
    }

    private static Set<Routes> routes(Set<HostObjectId> identities) {
        Set<Routes> dumps = new LinkedHashSet<>();
        for (HostObjectId identity : identities) {
            if (identity instanceof RouteTo route) {
                Family family = route.destination().family();
                route.devices().forEach(device -> dumps.add(new Routes(family, route.table(), device)));
                if (route.devices().isEmpty()) {
                    dumps.add(new Routes(family, route.table(), ""));
                }
            }
        }
        return dumps;
    }

    private List<? extends NetworkObject> dump(Routes routes, Devices devices, Set<HostObjectId> identities) {
        RouteMessage ofTable = RouteMessage.any(routes.family()).withTable(routes.table());
        RouteMessage filter;
        if (routes.device().isEmpty()) {
            filter = ofTable;
        } else if (devices.knows(routes.device())) {
            filter = ofTable.withOutputIndex(devices.index(routes.device()));
        } else {
            return List.of(); // a missing device has no routes
        }
        RouteMapping mapping = new RouteMapping(Netns.HOST, devices);
        return new BoundedDump<>(
                        "routes of the node in table " + routes.table(),
                        RouteMessage.class,
                        filter,
                        message -> mapping.read(message).filter(route -> isWanted(route, identities)))
                // ENOENT: there is no such table
                .from(kernel, Netns.HOST, ObjectLimit.ofDump(kernel), Errno.ENOENT::equals);
    }

    private static Set<Family> ruleFamilies(Set<HostObjectId> identities) {
        Set<Family> families = new LinkedHashSet<>();
        for (HostObjectId identity : identities) {
            if (identity instanceof RuleLike(Family family, String _)) {
                families.add(family);
            }
        }
        return families;
    }
}
