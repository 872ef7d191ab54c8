package meta.spi;

import java.util.List;
import java.util.Optional;
import meta.netlink.IpAddress;
import meta.spi.net.Address;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;

/**
 * The state of host and pod at one moment, or the state that a plan would lead to.
 *
 * <p>For the pod, a snapshot contains all links, addresses and rules, and all routes outside of table local. It contains the neighbours with
 * our protocol number and those with an address of the node; the kernel may have learned many others.
 *
 * <p>The state of the host grows with the number of its pods. A snapshot therefore contains only the addresses by which others can reach the
 * node (no link-local and loopback addresses), the links on the path to the pod, the host ends of the pod's veth pairs, the host's routes and
 * neighbours for the pod's addresses, and the answers to the {@linkplain Step#questions questions} of steps.
 */
public final class Snapshot {
    private static final String VETH = "veth";

    private final NamespaceState host;
    private final NamespaceState pod;
    private final List<RouteLookup> lookups;
    private final List<TableLookup> tables;

    private Snapshot(NamespaceState host, NamespaceState pod, List<RouteLookup> lookups, List<TableLookup> tables) {
        if (host.netns() != Netns.HOST || pod.netns() != Netns.POD) {
            throw new IllegalArgumentException("states of " + host.netns() + " and " + pod.netns());
        }
        lookups = Lookups.of(lookups);
        tables = List.copyOf(tables);
        this.host = host;
        this.pod = pod;
        this.lookups = lookups;
        this.tables = tables;
    }

    /** {@return a snapshot with these properties, which have methods of the same names} */
    public static Snapshot of(
            NamespaceState host, NamespaceState pod, List<RouteLookup> lookups, List<TableLookup> tables) {
        return new Snapshot(host, pod, lookups, tables);
    }

    /** {@return a snapshot without answers about tables} */
    public static Snapshot of(NamespaceState host, NamespaceState pod, List<RouteLookup> lookups) {
        return of(host, pod, lookups, List.of());
    }

    public NamespaceState in(Netns netns) {
        return netns == Netns.HOST ? host : pod;
    }

    /** {@return the host's route to the address; empty if the address was not looked up} */
    public Optional<RouteLookup> lookup(IpAddress destination) {
        return Lookups.of(lookups).to(destination);
    }

    /**
     * {@return whether an address of the host is on the host end of a pod's veth pair and therefore not one of the node's own}
     *
     * <p>The snapshot may contain only the name and the address of other pods' host ends. A host end with the address of a whole subnet is
     * the node's NIC on a link that it shares with the pod.
     */
    public boolean isOnHostEnd(Address ofHost) {
        boolean single = ofHost.subnet().isSingle();
        return host.link(ofHost.device())
                .map(link -> Attachment.isMark(link.alias())
                        || (single && !link.peer().isEmpty()))
                .orElse(single && ofHost.device().startsWith(VETH));
    }

    /**
     * {@return the IPv4 source address that the host's kernel picks for a route through this device without a preferred source; empty if
     * it was not looked up} The answer for {@code lo} is valid for each device without an address, including one that does not exist yet.
     */
    public Optional<IpAddress> pickedSource(String device) {
        return lookups.stream()
                .filter(lookup -> lookup.destination().equals(RouteLookup.ALL_HOSTS))
                .filter(RouteLookup.Found.class::isInstance)
                .map(RouteLookup.Found.class::cast)
                .filter(found -> found.device().equals(device))
                .map(RouteLookup.Found::source)
                .findFirst();
    }

    /** {@return the existing object with the same key} */
    public Optional<NetworkObject> find(NetworkObject object) {
        return new SnapshotDraft(this).find(object);
    }

    /** {@return the state after the plan is applied} */
    public Snapshot with(Plan plan) {
        SnapshotDraft draft = new SnapshotDraft(this);
        draft.apply(plan);
        return draft.snapshot();
    }

    /** {@return the state with this object, which replaces the one with the same key} */
    public Snapshot with(NetworkObject object) {
        SnapshotDraft draft = new SnapshotDraft(this);
        draft.put(object);
        return draft.snapshot();
    }

    /** {@return the state without this object; the removal of a link also removes the objects on it, and its peer} */
    public Snapshot without(NetworkObject object) {
        SnapshotDraft draft = new SnapshotDraft(this);
        draft.remove(object);
        return draft.snapshot();
    }

    /** {@return the state of the node's namespace} */
    public NamespaceState host() {
        return host;
    }

    /** {@return the state of the pod's namespace} */
    public NamespaceState pod() {
        return pod;
    }

    /** {@return the host's routes to the pod's addresses and to the hijacked subnets, before anything is changed} */
    public List<RouteLookup> lookups() {
        return lookups;
    }

    /** {@return the answers to the questions {@link Question.HostTableOf}} */
    public List<TableLookup> tables() {
        return tables;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Snapshot that
                && host.equals(that.host)
                && pod.equals(that.pod)
                && lookups.equals(that.lookups)
                && tables.equals(that.tables);
    }

    @Override
    public int hashCode() {
        int hash = host.hashCode();
        hash = 31 * hash + pod.hashCode();
        hash = 31 * hash + lookups.hashCode();
        return 31 * hash + tables.hashCode();
    }

    @Override
    public String toString() {
        return "Snapshot[host=" + host + ", pod=" + pod + ", lookups=" + lookups + ", tables=" + tables + "]";
    }
}
