package meta.core.reconcile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meta.core.cni.CallFailedException;
import meta.core.cni.Failure;
import meta.core.kernel.KernelPort;
import meta.core.reconcile.observe.HostEndMatcher;
import meta.core.reconcile.observe.OtherPodLookup;
import meta.core.reconcile.observe.OtherPodLookup.OtherPod;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;
import meta.spi.Addressing;
import meta.spi.Attachment;
import meta.spi.Snapshot;
import meta.spi.net.Hop;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.VethPair;
import meta.spi.routing.HostRouteToPod;

/**
 * Finds the addresses that the changes of a call would take from another pod. Only changes of routes to single addresses and of
 * neighbours on the host are examined. A device in such a change, or in a route of the host to exactly the same address, may lead to
 * another pod.
 *
 * @param snapshot the state before the changes
 */
public record OtherPodAddressCheck(Attachment attachment, Addressing addressing, Snapshot snapshot, Changes changes) {

    /**
     * Requires that no pod behind a suspected device has the address. Reads the addresses of these pods from the kernel.
     *
     * @param origins the jar or module of each third-party step, by the name of the step; for the error text
     * @throws CallFailedException with {@link Failure.AddressConflict} if a pod has the address, or its addresses cannot be read
     * @throws meta.netlink.socket.NetlinkException as for {@link OtherPodLookup}
     * @throws meta.netlink.message.MalformedMessageException if a reply cannot be decoded
     */
    public void requireNone(KernelPort kernel, Map<String, String> origins) {
        OtherPodLookup others = new OtherPodLookup(kernel);
        Map<IpAddress, Set<String>> suspects = suspects();
        // addresses that a step has chosen, so that the snapshot contains no route lookup for them
        List<IpAddress> unknown = new ArrayList<>();
        for (IpAddress address : claimed()) {
            if (snapshot.lookup(address).isEmpty()) {
                unknown.add(address);
            }
        }
        others.devicesOf(unknown).forEach((address, device) -> add(address, List.of(device), suspects));
        Map<String, Optional<OtherPod>> pods = new HashMap<>();
        suspects.forEach((address, devices) -> {
            for (String device : devices) {
                requireFree(address, pods.computeIfAbsent(device, others::behind), origins);
            }
        });
    }

    private void requireFree(IpAddress address, Optional<OtherPod> pod, Map<String, String> origins) {
        if (pod.isPresent() && pod.get().has(address)) {
            throw new CallFailedException(
                    new Failure.AddressConflict(address.toString(), pod.get().text() + planner(address, origins)));
        }
    }

    /**
     * {@return the end of the error text, which names a third-party step and its origin; empty if no change concerns the address, or if
     * a change for the address comes from another kind of step}
     */
    String planner(IpAddress address, Map<String, String> origins) {
        String planner = "";
        for (Change change : changes.list()) {
            boolean isForAddress =
                    change.netns() == Netns.HOST && address(change.object()).equals(Optional.of(address));
            String origin = origins.get(change.step());
            if (isForAddress && origin == null) {
                return "";
            }
            if (isForAddress) {
                planner = "; step " + change.step() + " plans to take it (of " + origin + ")";
            }
        }
        return planner;
    }

    /** {@return for each address, the devices that are suspected without asking the kernel} */
    Map<IpAddress, Set<String>> suspects() {
        Map<IpAddress, Set<String>> suspects = new LinkedHashMap<>();
        Set<String> newDevices = newDevices();
        for (Change change : changes.list()) {
            if (change.netns() == Netns.HOST) {
                before(change).ifPresent(before -> addSuspectsOf(before, suspects));
            }
            if (claims(change) && devices(change.object()).stream().noneMatch(newDevices::contains)) {
                address(change.object()).ifPresent(address -> add(address, devices(change.object()), suspects));
            }
        }
        Set<IpAddress> claimed = claimed();
        Map<Place, Long> metrics = claimed.isEmpty() ? Map.of() : leastMetrics();
        for (Route route :
                claimed.isEmpty() ? List.<Route>of() : snapshot.host().routes()) {
            boolean forClaimed = route.destination().isSingle()
                    && claimed.contains(route.destination().address());
            if (forClaimed && !isOverridden(route, metrics)) {
                add(route.destination().address(), devices(route), suspects);
            }
        }
        return suspects;
    }

    private record Place(RouteTable table, Prefix destination) {
        static Place of(Route route) {
            return new Place(route.table(), route.destination());
        }
    }

    /** {@return the lowest metric of the host's present and changed routes to each destination in each table} */
    private Map<Place, Long> leastMetrics() {
        Map<Place, Long> least = new HashMap<>();
        snapshot.host()
                .routes()
                .forEach(route -> least.merge(Place.of(route), route.key().metric(), Math::min));
        for (Change change : changes.list()) {
            if (change.object() instanceof Route route && route.netns() == Netns.HOST) {
                least.merge(Place.of(route), route.key().metric(), Math::min);
            }
        }
        return least;
    }

    private Set<IpAddress> claimed() {
        Set<IpAddress> claimed = new LinkedHashSet<>();
        for (Change change : changes.list()) {
            if (claims(change)) {
                address(change.object()).ifPresent(claimed::add);
            }
        }
        return claimed;
    }

    private static boolean claims(Change change) {
        return change.netns() == Netns.HOST && !(change instanceof Change.Delete);
    }

    private Set<String> newDevices() {
        Set<String> created = new HashSet<>();
        for (Change change : changes.list()) {
            if (change.object() instanceof VethPair pair) {
                created.add(pair.host().name());
            }
        }
        return created;
    }

    private static Optional<NetworkObject> before(Change change) {
        return switch (change) {
            case Change.Create _ -> Optional.empty();
            case Change.Replace replace -> Optional.of(replace.before());
            case Change.Delete delete -> Optional.of(delete.before());
        };
    }

    private void addSuspectsOf(NetworkObject before, Map<IpAddress, Set<String>> suspects) {
        boolean ofPod = before instanceof Route || (before instanceof Neighbor neighbor && neighbor.isOurs());
        if (ofPod) {
            address(before).ifPresent(address -> add(address, devices(before), suspects));
        }
    }

    private void add(IpAddress address, List<String> devices, Map<IpAddress, Set<String>> suspects) {
        for (String device : devices) {
            if (!isOwn(device)) {
                suspects.computeIfAbsent(address, _ -> new LinkedHashSet<>()).add(device);
            }
        }
    }

    private boolean isOwn(String device) {
        return new HostEndMatcher(attachment, snapshot).isOfContainer(device);
    }

    /**
     * {@return whether the route was built for an unassigned address, the address counts as {@linkplain Addressing#isAssigned assigned} to
     * this NIC, and another present or changed route to it in the same table has a lower metric}
     */
    private boolean isOverridden(Route route, Map<Place, Long> leastMetrics) {
        return HostRouteToPod.isOfUnassigned(route)
                && addressing.isAssigned(route.destination().address())
                && leastMetrics.getOrDefault(Place.of(route), Long.MAX_VALUE)
                        < route.key().metric();
    }

    private static Optional<IpAddress> address(NetworkObject object) {
        return switch (object) {
            case Route route
            when route.destination().isSingle() ->
                Optional.of(route.destination().address());
            case Neighbor neighbor -> Optional.of(neighbor.address());
            default -> Optional.empty();
        };
    }

    private static List<String> devices(NetworkObject object) {
        List<String> devices = new ArrayList<>();
        switch (object) {
            case Route route -> route.hops().stream().map(Hop::device).forEach(devices::add);
            case Neighbor neighbor -> devices.add(neighbor.device());
            default -> {}
        }
        return devices;
    }
}
