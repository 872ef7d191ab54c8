package meta.core.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import meta.core.reconcile.Change;
import meta.core.reconcile.Changes;
import meta.core.reconcile.Difference;
import meta.core.reconcile.HostRemoval;
import meta.core.reconcile.StepPlan;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.spi.Attachment;
import meta.spi.Snapshot;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.ObjectKey;
import meta.spi.net.Route;
import meta.spi.routing.MainNic;
import meta.spi.routing.PodTables;

/**
 * Computes the changes of a DEL.
 *
 * @param addresses the addresses of the NIC, see {@link #addresses(Attachment, Collection, Snapshot)}
 * @param mainNic the rule that chooses the NIC that gets the mark of a shared link
 * @param peerAddresses the addresses in the namespace of the peer of each of {@link #unmarkedDevices}, by the device's name. Devices whose
 *     peer is not in another namespace or whose addresses cannot be read are left out. Empty if the pod's namespace can be reached
 * @param goPluginPair the result of {@link GoPluginPod#pair}
 * @param release returns the undo plans of the steps for a state; called once by {@link #changes}
 * @param owned those of our host objects that third-party steps have planned and that no other record needs
 */
record DelPlan(
        Attachment attachment,
        Set<IpAddress> addresses,
        MainNic mainNic,
        Snapshot snapshot,
        Map<String, Set<IpAddress>> peerAddresses,
        Optional<Link> goPluginPair,
        Function<Snapshot, Released> release,
        List<NetworkObject> owned) {

    /**
     * The undo plans of the steps.
     *
     * @param plans the plan of the last step first
     * @param snapshot the state from which the changes of the plans are computed
     */
    record Released(List<StepPlan> plans, Snapshot snapshot) {
        Released {
            plans = List.copyOf(plans);
        }
    }

    DelPlan {
        owned = List.copyOf(owned);
    }

    /**
     * {@return the addresses of the NIC: the assigned ones, and those that the NIC has now} If there are none, the result is derived from
     * our routes to the pod.
     *
     * @param assigned the addresses of the NIC in {@code prevResult}
     */
    static Set<IpAddress> addresses(Attachment attachment, Collection<IpAddress> assigned, Snapshot snapshot) {
        Set<IpAddress> addresses = new LinkedHashSet<>(assigned);
        for (Address address : snapshot.pod().addresses(attachment.ifname())) {
            addresses.add(address.address());
        }
        return addresses.isEmpty() ? addressesOfNoNic(snapshot) : addresses;
    }

    /**
     * {@return the destinations, if single addresses, of our host routes that use only devices with a peer in the pod} Contains neither an
     * address of a device of the pod, nor an address of a family in which {@link PodTables#addresses} is empty for a NIC of the pod: a NIC lacks
     * its assigned IPv6 addresses while IPv6 is disabled.
     */
    private static Set<IpAddress> addressesOfNoNic(Snapshot snapshot) {
        Set<IpAddress> addresses = new LinkedHashSet<>();
        for (Route route : snapshot.host().routes()) {
            IpAddress address = route.destination().address();
            boolean toPod = route.isOurs() && route.destination().isSingle() && leadsToPod(route, snapshot);
            if (toPod && everyNicHasAddress(address.family(), snapshot) && !isOnNic(address, snapshot)) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    private static boolean leadsToPod(Route route, Snapshot snapshot) {
        return !route.hops().isEmpty()
                && route.hops().stream()
                        .allMatch(hop -> snapshot.host()
                                .link(hop.device())
                                .filter(link -> !link.peer().isEmpty())
                                .isPresent());
    }

    private static boolean everyNicHasAddress(Family family, Snapshot snapshot) {
        PodTables tables = new PodTables(snapshot.pod());
        return tables.nics().stream()
                .noneMatch(nic -> tables.addresses(nic, family).isEmpty());
    }

    private static boolean isOnNic(IpAddress address, Snapshot snapshot) {
        return snapshot.pod().addresses().stream()
                .anyMatch(known -> known.address().equals(address));
    }

    /** {@return the names of the host devices without a mark that have a route or neighbour with our protocol number} */
    static Set<String> unmarkedDevices(Snapshot snapshot) {
        Set<String> devices = new LinkedHashSet<>();
        for (Link link : snapshot.host().links()) {
            boolean ours = snapshot.host().routes().stream().anyMatch(route -> route.isOurs() && route.on(link.name()))
                    || snapshot.host().neighbors().stream().anyMatch(known -> known.isOurs() && known.on(link.name()));
            if (ours && !Attachment.isMark(link.alias())) {
                devices.add(link.name());
            }
        }
        return devices;
    }

    /** {@return the changes, in order} If {@link HostRemoval#isInPodOfAnother} is true, the steps plan for an empty pod. */
    List<Change> changes() {
        boolean ofAnother = new HostRemoval(attachment, addresses, snapshot, Map.of()).isInPodOfAnother();
        Changes handedOver = new LinkHandOver(attachment, mainNic, snapshot).changes();
        Snapshot afterHandOver = handedOver.appliedTo(snapshot);
        List<Change> changes = new ArrayList<>(handedOver.list());
        Snapshot seen = ofAnother
                ? Snapshot.of(
                        afterHandOver.host(),
                        NamespaceState.of(Netns.POD, List.of()),
                        afterHandOver.lookups(),
                        afterHandOver.tables())
                : afterHandOver;
        Released released = release.apply(seen);
        changes.addAll(Difference.between(released.plans(), released.snapshot()).list());
        changes.addAll(new HostRemoval(attachment, addresses, afterHandOver, peerAddresses)
                .changes()
                .list());
        goPluginPair.ifPresent(
                link -> changes.add(new Change.Delete(HostRemoval.STEP, "a Go plugin has created it", link)));
        changes.addAll(deletionsOfOwned(changes));
        return changes;
    }

    private List<Change> deletionsOfOwned(List<Change> changes) {
        Set<ObjectKey> changed = new HashSet<>();
        changes.forEach(change -> changed.add(change.object().key()));
        List<Change> more = new ArrayList<>();
        for (NetworkObject object : owned) {
            if (!changed.contains(object.key())) {
                more.add(new Change.Delete(HostRemoval.STEP, "a third-party step has planned it", object));
            }
        }
        return more;
    }
}
