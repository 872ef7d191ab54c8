package meta.core.reconcile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.Addressing;
import meta.spi.Attachment;
import meta.spi.Plan;
import meta.spi.Snapshot;
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
import meta.spi.routing.PodTables;
import meta.spi.routing.RulePriority;

/**
 * Finds the routes, rules and neighbours with our protocol number (109) that no plan contains any more, and that this call may remove.
 *
 * <p>The protocol number does not show which attachment, or which plugin of a chain, has created an object. Therefore, the decision also
 * depends on the planned objects, and on the devices and addresses of pod and node.
 */
public final class ObsoleteObjects {
    /** Stands in place of a step's name in changes that remove obsolete objects. */
    public static final String NAME = "obsolete";

    private final Attachment attachment;
    private final Addressing addressing;
    private final Snapshot snapshot;
    private final OurPlannedObjects planned;
    private final boolean isStepOff;
    private final Set<IpAddress> addressesOfThisNic = new HashSet<>();
    private final boolean isAlone;

    /**
     * @param snapshot the present state
     * @param plans the plans of all steps of the call
     * @param isStepOff whether the configuration turns a third-party step off
     */
    public ObsoleteObjects(
            Attachment attachment, Addressing addressing, Snapshot snapshot, List<StepPlan> plans, boolean isStepOff) {
        this.attachment = attachment;
        this.addressing = addressing;
        this.snapshot = snapshot;
        this.planned = OurPlannedObjects.of(plans);
        this.isStepOff = isStepOff;
        addressesOfThisNic.addAll(addressing.pod());
        addressing.assigned().forEach(known -> addressesOfThisNic.add(known.address()));
        isAlone = isAlone();
    }

    /** {@return the plan that removes the obsolete objects; also empty if no object with our protocol number is planned} */
    public Plan plan() {
        Set<NetworkObject> gone = new LinkedHashSet<>();
        if (!planned.isEmpty()) {
            Set<RouteTable> lookedUp = new HashSet<>();
            for (NetworkObject object : unplanned()) {
                if (object instanceof Rule rule && isObsolete(rule)) {
                    gone.add(rule);
                }
            }
            for (Rule rule : snapshot.pod().rules()) {
                if (!gone.contains(rule)) {
                    lookedUp.add(rule.key().table());
                }
            }
            for (NetworkObject object : unplanned()) {
                if (isObsolete(object, lookedUp)) {
                    gone.add(object);
                }
            }
        }
        return Plan.remove(List.copyOf(gone));
    }

    /** {@return whether an object is a route, rule or neighbour with our protocol number} */
    public static boolean isOurs(NetworkObject object) {
        return OurPlannedObjects.isOurs(object);
    }

    private List<NetworkObject> unplanned() {
        List<NetworkObject> unplanned = new ArrayList<>();
        for (Netns netns : Netns.values()) {
            for (NetworkObject object : snapshot.in(netns).objects()) {
                if (OurPlannedObjects.isOurs(object) && !planned.contains(object)) {
                    unplanned.add(object);
                }
            }
        }
        return unplanned;
    }

    private boolean isObsolete(NetworkObject object, Set<RouteTable> lookedUp) {
        return switch (object) {
            case Route route
            when route.netns() == Netns.HOST ->
                route.destination().isSingle()
                        && isOnHostEnds(devices(route))
                        && belongsToNoOtherNic(route.destination().address());
            case Neighbor neighbor
            when neighbor.netns() == Netns.HOST ->
                isOnHostEnds(List.of(neighbor.device())) && belongsToNoOtherNic(neighbor.address());
            case Route route -> isObsoleteInPod(route, lookedUp);
            case Neighbor neighbor ->
                (planned.isOn(Netns.POD, neighbor.device()) && isLostByNode(neighbor.address()))
                        || (isAlone && isOnOwnDevices(List.of(neighbor.device())));
            case Rule _, Link _, VethPair _, Address _, SysctlValue _ -> false;
        };
    }

    private boolean isObsoleteInPod(Route route, Set<RouteTable> lookedUp) {
        List<String> devices = devices(route);
        boolean toAddress = route.destination().isSingle() && !route.hasGateway();
        if (toAddress
                && isLostByNode(route.destination().address())
                && !devices.isEmpty()
                && devices.stream().allMatch(device -> planned.isOn(Netns.POD, device))) {
            return true;
        }
        return isAlone
                && isOnOwnDevices(devices)
                && (planned.isInPod(route.table()) || !lookedUp.contains(route.table()));
    }

    private boolean isObsolete(Rule rule) {
        boolean ofPresentSource = rule.key().priority() == RulePriority.FROM
                && isOfPod(rule.key().from().address());
        return rule.netns() == Netns.POD && isAlone && planned.hasRuleLike(rule) && !ofPresentSource;
    }

    private boolean belongsToNoOtherNic(IpAddress address) {
        List<Address> holders = snapshot.pod().addresses(address);
        boolean onOther = holders.stream()
                .anyMatch(known -> isUsable(known) && !known.device().equals(attachment.ifname()));
        boolean onThis = holders.stream().anyMatch(known -> known.device().equals(attachment.ifname()));
        return !onOther && (onThis || isOfThisNic(address) || isAlone);
    }

    private boolean isOfThisNic(IpAddress address) {
        return addressesOfThisNic.contains(address);
    }

    private boolean isOfPod(IpAddress address) {
        return isOfThisNic(address)
                || snapshot.pod().addresses(address).stream().anyMatch(ObsoleteObjects::isUsable);
    }

    private static boolean isUsable(Address known) {
        return !known.flags().has(AddressFlags.DADFAILED);
    }

    /**
     * {@return whether the node has the address on no device, or only on host ends of this pod with planned objects; false for a
     * link-local address, and if {@link Addressing#pod()} has no address of the family}
     */
    private boolean isLostByNode(IpAddress address) {
        return addressing.source(address.family()).isPresent()
                && !address.isLinkLocal() // the snapshot lacks link-local addresses of the host
                && snapshot.host().addresses(address).stream()
                        // a host end may still have a copy of an address that the node has lost
                        .allMatch(known -> isOnHostEnds(List.of(known.device())));
    }

    private boolean isOnHostEnds(List<String> devices) {
        return !devices.isEmpty()
                && devices.stream()
                        .allMatch(device -> planned.isOn(Netns.HOST, device)
                                && snapshot.host()
                                        .link(device)
                                        .filter(link -> !link.peer().isEmpty())
                                        .isPresent());
    }

    private boolean isOnOwnDevices(List<String> devices) {
        return !devices.isEmpty()
                && devices.stream()
                        .allMatch(device ->
                                planned.isOn(Netns.POD, device) || (isStepOff && device.equals(attachment.ifname())));
    }

    private static List<String> devices(Route route) {
        return route.hops().stream().map(Hop::device).toList();
    }

    /** {@return whether the pod has no other NIC or, without a veth pair of ours, at most one other NIC} */
    private boolean isAlone() {
        long others = new PodTables(snapshot.pod())
                .nics().stream().filter(nic -> !nic.equals(attachment.ifname())).count();
        boolean hasPair = snapshot.pod().links().stream().anyMatch(this::isEndOfPairOfOurs);
        return others <= (hasPair ? 0 : 1);
    }

    private boolean isEndOfPairOfOurs(Link inside) {
        return snapshot.host()
                .link(inside.peer())
                .filter(hostEnd -> Attachment.isMark(hostEnd.alias()))
                .isPresent();
    }
}
