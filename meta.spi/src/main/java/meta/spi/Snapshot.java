package meta.spi;

import java.util.List;
import java.util.Optional;
import meta.netlink.IpAddress;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;

/**
 * The state of host and pod at one moment, or the state that a plan would lead to.
 *
 * <p>For the pod, a snapshot contains all links, addresses and rules, the routes outside of table local, and the neighbours that have our protocol
 * number or an address of the node. If the pod has no route or rule of ours, the first ADD of an attachment reads no neighbours. A DEL reads less:
 * the links and addresses, the rules, routes and neighbours with our protocol number, the routes in the tables that these rules select, and the
 * routes in the main table to the same destinations.
 *
 * <p>The state of the host grows with the number of its pods. A snapshot therefore contains only these objects of the host:
 *
 * <ul>
 *   <li>its addresses, except link-local and loopback addresses; and their links, except those named like links of a container network
 *   <li>the links on the path to the pod, and the host ends of the pod's veth and netkit pairs with our routes and neighbours on them
 *   <li>the host's routes to and neighbours for the addresses of the NIC
 *   <li>the answers to the {@linkplain Step#questions questions} of steps
 * </ul>
 */
public sealed interface Snapshot {
    /** {@return a snapshot with these values} */
    static Snapshot of(NamespaceState host, NamespaceState pod, List<RouteLookup> lookups, List<TableLookup> tables) {
        return new PlainSnapshot(host, pod, lookups, tables);
    }

    /** {@return a snapshot without answers about tables} */
    static Snapshot of(NamespaceState host, NamespaceState pod, List<RouteLookup> lookups) {
        return of(host, pod, lookups, List.of());
    }

    default NamespaceState in(Netns netns) {
        return netns == Netns.HOST ? host() : pod();
    }

    /** {@return the host's route to the address; empty if the address was not looked up} */
    default Optional<RouteLookup> lookup(IpAddress destination) {
        return Lookups.of(lookups()).to(destination);
    }

    /**
     * {@return whether an address of the host is on the host end of a pod's veth pair and therefore not one of the node's own}
     *
     * <p>An address with a whole subnet on a host end without a mark is an address of the node: the node shares the link with the pod. Of the host
     * ends of other pods, the snapshot may contain only name and address.
     */
    default boolean isOnHostEnd(Address ofHost) {
        boolean single = ofHost.subnet().isSingle();
        Optional<Link> found = host().link(ofHost.device());
        if (found.isEmpty()) {
            return single && ofHost.device().startsWith("veth");
        }
        return Attachment.isMark(found.get().alias())
                || (single && !found.get().peer().isEmpty());
    }

    /**
     * {@return the IPv4 source address that the host's kernel picks for a route through this device without a preferred source; empty if not known}
     *
     * <p>For an IPv4 NIC, the source is known for the pod's host ends and for {@code lo}. The source for {@code lo} is also that of each device
     * without an address, including one that does not exist yet.
     */
    default Optional<IpAddress> pickedSource(String device) {
        for (RouteLookup lookup : lookups()) {
            if (lookup instanceof RouteLookup.Found found
                    && found.destination().equals(RouteLookup.ALL_HOSTS)
                    && found.device().equals(device)) {
                return Optional.of(found.source());
            }
        }
        return Optional.empty();
    }

    /** {@return the existing object with the same key; empty if there is none} */
    default Optional<NetworkObject> find(NetworkObject object) {
        return new SnapshotDraft(this).find(object);
    }

    /** {@return the state after the plan is applied; effects, packets and reports change nothing} */
    default Snapshot with(Plan plan) {
        SnapshotDraft draft = new SnapshotDraft(this);
        draft.apply(plan);
        return draft.snapshot();
    }

    /** {@return the state with this object, which replaces the one with the same key} */
    default Snapshot with(NetworkObject object) {
        SnapshotDraft draft = new SnapshotDraft(this);
        draft.put(object);
        return draft.snapshot();
    }

    /** {@return the state without this object; the removal of a link also removes the objects on it, and its peer} */
    default Snapshot without(NetworkObject object) {
        SnapshotDraft draft = new SnapshotDraft(this);
        draft.remove(object);
        return draft.snapshot();
    }

    /** {@return the state of the node's namespace} */
    NamespaceState host();

    /** {@return the state of the pod's namespace} */
    NamespaceState pod();

    /**
     * {@return the host's route lookups, from before the first change}
     *
     * <p>The lookups are for the addresses of the pod's NICs, the first address of each hijacked subnet (not in a DEL), one address of each family
     * behind the host's default route, and {@link RouteLookup#ALL_HOSTS} for {@link #pickedSource}.
     */
    List<RouteLookup> lookups();

    /** {@return the answers to the questions {@link Question.HostTableOf}} */
    List<TableLookup> tables();
}

record PlainSnapshot(NamespaceState host, NamespaceState pod, List<RouteLookup> lookups, List<TableLookup> tables)
        implements Snapshot {
    PlainSnapshot {
        if (host.netns() != Netns.HOST || pod.netns() != Netns.POD) {
            throw new IllegalArgumentException(
                    "states of " + host.netns() + " and " + pod.netns() + " instead of host and pod");
        }
        lookups = Lookups.of(lookups);
        tables = List.copyOf(tables);
    }
}
