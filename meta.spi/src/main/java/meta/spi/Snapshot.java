package meta.spi;

import java.util.List;
import java.util.Optional;
import meta.netlink.IpAddress;
import meta.spi.net.Address;
import meta.spi.net.NamespaceState;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;

/**
 * What is: the state of host and pod at one moment, or what it would be once a plan is applied.
 *
 * <p>Of the pod it holds every link, address, route outside of table local, and rule, and of its neighbours those with our protocol number
 * and those that have an address of the node: the others, which the kernel learns, may be very many. Of the host, whose state grows with the
 * node's pods, it holds the addresses by which others can reach the node (no link-local and loopback ones), the links on the way to the pod, the host
 * ends of the pod's veth pairs, what the host knows of the pod's addresses, and what a step has {@linkplain Step#questions asked for}.
 *
 * @param host the node's namespace
 * @param pod the pod's namespace
 * @param lookups how the host would reach the pod's addresses and the hijacked subnets, before anything is changed
 * @param tables which of the host's tables decide upon packets that have a source already, if a step has asked
 */
public record Snapshot(NamespaceState host, NamespaceState pod, List<RouteLookup> lookups, List<TableLookup> tables) {
    private static final String VETH = "veth";

    public Snapshot {
        if (host.netns() != Netns.HOST || pod.netns() != Netns.POD) {
            throw new IllegalArgumentException("states of " + host.netns() + " and " + pod.netns());
        }
        lookups = Lookups.of(lookups);
        tables = List.copyOf(tables);
    }

    /** A state without answers about tables. */
    public Snapshot(NamespaceState host, NamespaceState pod, List<RouteLookup> lookups) {
        this(host, pod, lookups, List.of());
    }

    public NamespaceState in(Netns netns) {
        return netns == Netns.HOST ? host : pod;
    }

    /** {@return how the host would reach the address, where that was looked up} */
    public Optional<RouteLookup> lookup(IpAddress destination) {
        return Lookups.of(lookups).to(destination);
    }

    /**
     * {@return whether an address of the host is on the host end of a pod's veth, and so none that the node itself has}
     *
     * <p>Of the host ends of other pods the snapshot may hold no more than the name and the address. A host end that has a whole subnet is
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
     * {@return the IPv4 source that the host's kernel picks where a route by this device names none; empty where that was not looked up.
     * That of {@code lo} holds for every device that has no address of its own, as for one that is yet to be made}
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

    /** {@return the object that has this one's key} */
    public Optional<NetworkObject> find(NetworkObject object) {
        return new SnapshotDraft(this).find(object);
    }

    /** {@return what would be if the plan were applied} */
    public Snapshot with(Plan plan) {
        SnapshotDraft draft = new SnapshotDraft(this);
        draft.apply(plan);
        return draft.snapshot();
    }

    /** {@return what would be with this object in the place of the one that has its key} */
    public Snapshot with(NetworkObject object) {
        SnapshotDraft draft = new SnapshotDraft(this);
        draft.put(object);
        return draft.snapshot();
    }

    /** {@return what would be without this object; a link takes along what is on it, and its other end} */
    public Snapshot without(NetworkObject object) {
        SnapshotDraft draft = new SnapshotDraft(this);
        draft.remove(object);
        return draft.snapshot();
    }
}
