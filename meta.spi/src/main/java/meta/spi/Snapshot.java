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
 * The state of host and pod as a call has read it, or the state after a plan is applied. Immutable. (In this API, <i>host</i> and
 * <i>pod</i> are the network namespaces of the node and of the pod.)
 *
 * <p>For the pod, a snapshot contains the links, addresses and rules, the routes outside of table local, and those neighbours that have
 * {@linkplain meta.spi.net.Ownership#PROTOCOL our protocol number} or an address of the node. There are two exceptions:
 *
 * <ul>
 *   <li>If no route or rule of the pod has our protocol number, the first ADD of an attachment reads no neighbours.
 *   <li>A DEL reads only the links and addresses; the rules, routes and neighbours with our protocol number; and other routes that a call
 *       may have moved. If the pod has too many of these objects, a part is missing.
 * </ul>
 *
 * <p>For the host, a snapshot contains only a part:
 *
 * <ul>
 *   <li>the host's addresses, except link-local and loopback addresses, and the devices that have them. The device {@code lo}, and a device
 *       whose name is typical of a container network ({@code cni0}, {@code veth...}), may be missing
 *   <li>the output devices of the {@linkplain #lookups lookups} ({@code lo} may be missing) and of the routes in this list
 *   <li>the host ends of the pod's veth and netkit pairs; for these also the neighbours, and the routes with a single hop, that have our
 *       protocol number
 *   <li>for each address of the NIC (in a DEL, of all devices) that the {@linkplain #lookups lookups} contain: the host's route to exactly
 *       this address, and its neighbour entries on the output device of the lookup and on the host ends
 * </ul>
 *
 * <p>A snapshot also contains the answers to the {@linkplain Step#questions questions} of the steps. Some kinds of objects are missing: see
 * {@link meta.spi.net.Route}, {@link meta.spi.net.Rule} and {@link meta.spi.net.Neighbor}.
 */
public sealed interface Snapshot {
    /**
     * {@return a snapshot with these values}
     *
     * @throws IllegalArgumentException if {@code host} is not a state of the host, or {@code pod} not one of the pod
     */
    static Snapshot of(NamespaceState host, NamespaceState pod, List<RouteLookup> lookups, List<TableLookup> tables) {
        return new PlainSnapshot(host, pod, lookups, tables);
    }

    /**
     * {@return a snapshot with these values and without answers to {@link Question.HostTableOf}}
     *
     * @throws IllegalArgumentException if {@code host} is not a state of the host, or {@code pod} not one of the pod
     */
    static Snapshot of(NamespaceState host, NamespaceState pod, List<RouteLookup> lookups) {
        return of(host, pod, lookups, List.of());
    }

    /** {@return the state of the given namespace} */
    default NamespaceState in(Netns netns) {
        return netns == Netns.HOST ? host() : pod();
    }

    /** {@return the result of the host's route lookup for the address; empty if {@link #lookups} lacks the address} */
    default Optional<RouteLookup> lookup(IpAddress destination) {
        return RouteLookupsByDestination.of(lookups()).to(destination);
    }

    /**
     * {@return whether an address of the host counts as one on the host end of a pair to a pod, and not as an address of the node itself}
     *
     * <p>It does if the alias of its device is the {@linkplain Attachment#mark() mark} of an attachment. A single address ({@code /32} or
     * {@code /128}) also does if its device has a peer in the pod, or if its device is not in the snapshot and has a name that begins with
     * {@code veth}.
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
     * {@return the IPv4 source address that the host's kernel picks for a route through this device with neither a gateway nor a preferred
     * source; unspecified if the kernel picks none; empty if the source is not known}
     *
     * <p>If the NIC of the call has an IPv4 address that {@link #lookups} contains, the source is known for {@code lo} and for each host
     * end of the pod that is up. The source for {@code lo} also holds for a device without an address, outside of a VRF.
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

    /** {@return the object of this snapshot with the same kind and key} */
    default Optional<NetworkObject> find(NetworkObject object) {
        return new SnapshotDraft(this).find(object);
    }

    /** {@return the state after the plan is applied} Only {@link Plan.Ensure} and {@link Plan.Remove} items change the state. */
    default Snapshot with(Plan plan) {
        SnapshotDraft draft = new SnapshotDraft(this);
        draft.apply(plan);
        return draft.snapshot();
    }

    /** {@return a copy with this object, which replaces an object with the same key} */
    default Snapshot with(NetworkObject object) {
        SnapshotDraft draft = new SnapshotDraft(this);
        draft.put(object);
        return draft.snapshot();
    }

    /**
     * {@return a copy without the object that has the key of this one, and without what the kernel removes with it ({@link Plan.Remove})}
     */
    default Snapshot without(NetworkObject object) {
        SnapshotDraft draft = new SnapshotDraft(this);
        draft.remove(object);
        return draft.snapshot();
    }

    /** {@return the known objects of the node's network namespace} */
    NamespaceState host();

    /** {@return the known objects of the pod's network namespace} */
    NamespaceState pod();

    /**
     * {@return the results of the host's route lookups, from before the first change}
     *
     * <p>The host looks up the assigned addresses of the NIC, at most 256 other addresses of the pod, and an address of each family that
     * normally only the default route reaches. Except in a DEL, it also looks up the first address of each hijacked subnet.
     * {@link #pickedSource} uses lookups of {@link RouteLookup#ALL_HOSTS}.
     */
    List<RouteLookup> lookups();

    /** {@return the answers to {@link Question.HostTableOf}} */
    List<TableLookup> tables();
}

record PlainSnapshot(NamespaceState host, NamespaceState pod, List<RouteLookup> lookups, List<TableLookup> tables)
        implements Snapshot {
    PlainSnapshot {
        if (host.netns() != Netns.HOST || pod.netns() != Netns.POD) {
            throw new IllegalArgumentException(
                    "expected are the states of host and pod, not of " + host.netns() + " and " + pod.netns());
        }
        lookups = RouteLookupsByDestination.of(lookups);
        tables = List.copyOf(tables);
    }
}
