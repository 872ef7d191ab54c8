package meta.core.call;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meta.core.reconcile.StepPlan;
import meta.netlink.AddressFlags;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.spi.Addressing;
import meta.spi.Attachment;
import meta.spi.Plan;
import meta.spi.PodTables;
import meta.spi.Routing;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Hop;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.ObjectKey;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * What carries our protocol number and is in no plan any more: what an earlier ADD has made for a fact that is gone, such as an address of
 * the node that has moved away. ADD removes it, and CHECK names it.
 *
 * <p>Our number does not tell which attachment, or which plugin of a chain, has made an object. Only what is of a kind that this call
 * makes itself is looked at:
 *
 * <table>
 * <caption>What is obsolete where it is in no plan</caption>
 * <tr><th>object of ours</th><th>of which kind</th><th>obsolete when</th></tr>
 * <tr><td>the host's route or neighbour for an address</td><td>on a host end of this pod that a plan uses</td>
 *     <td>it is for an address of this NIC, one that has failed duplicate address detection included: an old table; or the attachment is
 *     alone, and no NIC of the pod has the address</td></tr>
 * <tr><td>the pod's route (without a gateway) or neighbour for an address</td><td>on a device that a plan uses</td>
 *     <td>it is of a family of this NIC, and the node does not have the address, on any device</td></tr>
 * <tr><td>the pod's other routes and neighbours</td><td>on a device that a plan uses; on the NIC itself where a step of a third party is
 *     turned off</td><td>the attachment is alone; the route is in a table that a plan uses, or in one that no rule leads to</td></tr>
 * <tr><td>the pod's rule</td><td>of the priority and table of a rule in a plan</td><td>the attachment is alone, and it is not for a
 *     source address that the pod has</td></tr>
 * </table>
 *
 * <p>An attachment is alone where the pod has no NIC that could be another's: none beside it, or beside it just the one by which a pod
 * without a {@code veth0} reaches the node. Another NIC's configuration may name other subnets and other addresses of the node, so what
 * this one does not plan may be planned by that one. What is on a device of another pod is never looked at.
 */
final class ObsoleteObjects {
    /** What stands in the place of a step's name. */
    static final String NAME = "obsolete";

    private final Attachment attachment;
    private final Addressing addressing;
    private final Snapshot snapshot;
    private final PlannedObjects wanted;
    private final boolean isStepOff;
    private final Set<IpAddress> ofThis = new HashSet<>();
    private final boolean isAlone;

    /**
     * @param attachment which NIC of which pod
     * @param addressing the addresses that the plans are about
     * @param snapshot what is, before any plan
     * @param wanted what of ours the plans of the steps want
     * @param isStepOff whether a step of a third party is turned off
     */
    ObsoleteObjects(
            Attachment attachment, Addressing addressing, Snapshot snapshot, PlannedObjects wanted, boolean isStepOff) {
        this.attachment = attachment;
        this.addressing = addressing;
        this.snapshot = snapshot;
        this.wanted = wanted;
        this.isStepOff = isStepOff;
        ofThis.addAll(addressing.pod());
        addressing.assigned().forEach(known -> ofThis.add(known.address()));
        isAlone = isAlone();
    }

    /** {@return the plan in which it goes; none where this call connects nothing, as when it only changes a MAC address} */
    StepPlan plan() {
        Set<NetworkObject> gone = new LinkedHashSet<>();
        if (!wanted.isEmpty()) {
            Set<ObjectKey> planned = wanted.keys();
            Set<RouteTable> lookedUp = new HashSet<>();
            for (NetworkObject object : unplanned(planned)) {
                if (object instanceof Rule rule && isObsolete(rule)) {
                    gone.add(rule);
                }
            }
            for (Rule rule : snapshot.pod().rules()) {
                if (!gone.contains(rule)) {
                    lookedUp.add(rule.key().table());
                }
            }
            for (NetworkObject object : unplanned(planned)) {
                if (isObsolete(object, lookedUp)) {
                    gone.add(object);
                }
            }
        }
        return new StepPlan(NAME, Plan.remove(List.copyOf(gone)).because("nothing needs it any more"));
    }

    private List<NetworkObject> unplanned(Set<ObjectKey> planned) {
        List<NetworkObject> unplanned = new ArrayList<>();
        for (Netns netns : Netns.values()) {
            for (NetworkObject object : snapshot.in(netns).objects()) {
                if (PlannedObjects.isOurs(object) && !planned.contains(object.key())) {
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
                        && isNoOthers(route.destination().address());
            case Neighbor neighbor
            when neighbor.netns() == Netns.HOST ->
                isOnHostEnds(List.of(neighbor.device())) && isNoOthers(neighbor.address());
            case Route route -> isObsoleteInPod(route, lookedUp);
            case Neighbor neighbor ->
                (wanted.isOn(Netns.POD, neighbor.device()) && isOfNoNode(neighbor.address()))
                        || (isAlone && isOnOwnDevices(List.of(neighbor.device())));
            case Rule _, Link _, VethPair _, Address _, SysctlValue _ -> false;
        };
    }

    private boolean isObsoleteInPod(Route route, Set<RouteTable> lookedUp) {
        List<String> devices = devices(route);
        boolean toAddress =
                route.destination().isSingle() && route.hops().stream().noneMatch(Hop::hasGateway);
        if (toAddress
                && isOfNoNode(route.destination().address())
                && !devices.isEmpty()
                && devices.stream().allMatch(device -> wanted.isOn(Netns.POD, device))) {
            return true;
        }
        return isAlone
                && isOnOwnDevices(devices)
                && (wanted.isInPod(route.table()) || !lookedUp.contains(route.table()));
    }

    private boolean isObsolete(Rule rule) {
        boolean ofPresentSource = rule.key().priority() == Routing.FROM_PRIORITY
                && isOfPod(rule.key().from().address());
        return rule.netns() == Netns.POD && isAlone && wanted.hasRuleLike(rule) && !ofPresentSource;
    }

    /** {@return whether an address belongs to this NIC, or to no NIC where no other can have had it} */
    private boolean isNoOthers(IpAddress address) {
        List<Address> holders = snapshot.pod().addresses(address);
        boolean onOther = holders.stream()
                .anyMatch(known -> isUsable(known) && !known.device().equals(attachment.ifname()));
        boolean onThis = holders.stream().anyMatch(known -> known.device().equals(attachment.ifname()));
        return !onOther && (onThis || isOfThis(address) || isAlone);
    }

    private boolean isOfThis(IpAddress address) {
        return ofThis.contains(address);
    }

    private boolean isOfPod(IpAddress address) {
        return isOfThis(address) || snapshot.pod().addresses(address).stream().anyMatch(ObsoleteObjects::isUsable);
    }

    private static boolean isUsable(Address known) {
        return !known.flags().has(AddressFlags.DADFAILED);
    }

    /** {@return whether the node has lost an address, of a family that this NIC has too} */
    private boolean isOfNoNode(IpAddress address) {
        return addressing.source(address.family()).isPresent()
                && !address.isLinkLocal() // those of the host are not in the snapshot
                && snapshot.host().addresses(address).stream()
                        .allMatch(known ->
                                isOnHostEnds(List.of(known.device()))); // there it is one that the node had before
    }

    private boolean isOnHostEnds(List<String> devices) {
        return !devices.isEmpty()
                && devices.stream()
                        .allMatch(device -> wanted.isOn(Netns.HOST, device)
                                && snapshot.host()
                                        .link(device)
                                        .filter(link -> !link.peer().isEmpty())
                                        .isPresent());
    }

    private boolean isOnOwnDevices(List<String> devices) {
        return !devices.isEmpty()
                && devices.stream()
                        .allMatch(device ->
                                wanted.isOn(Netns.POD, device) || (isStepOff && device.equals(attachment.ifname())));
    }

    private static List<String> devices(Route route) {
        return route.hops().stream().map(Hop::device).toList();
    }

    /** {@return whether no other NIC of the pod can be another attachment's} */
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
