package meta.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.NamespaceDraft;
import meta.spi.net.Neighbor;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * A mutable copy of a {@link Snapshot}. Many changes of a draft are cheaper than as many copies of a snapshot. The
 * {@linkplain Snapshot#lookups lookups} and {@linkplain Snapshot#tables tables} never change. Not thread-safe.
 */
public final class SnapshotDraft {
    private final NamespaceDraft host;
    private final NamespaceDraft pod;
    private final List<RouteLookup> lookups;
    private final List<TableLookup> tables;

    /** Creates a draft with the content of the snapshot. */
    public SnapshotDraft(Snapshot snapshot) {
        host = snapshot.host().draft();
        pod = snapshot.pod().draft();
        lookups = snapshot.lookups();
        tables = snapshot.tables();
    }

    /** {@return the current content of the draft as a snapshot, which later changes of the draft do not change} */
    public Snapshot snapshot() {
        return Snapshot.of(host.state(), pod.state(), lookups, tables);
    }

    private NamespaceDraft in(Netns netns) {
        return netns == Netns.HOST ? host : pod;
    }

    /** {@return the device with this name in the given namespace} */
    public Optional<Link> link(Netns netns, String name) {
        return in(netns).link(name);
    }

    /** {@return the object of this draft with the same kind and key} */
    public Optional<NetworkObject> find(NetworkObject object) {
        return switch (object) {
            case VethPair pair ->
                VethPair.find(pair.pod().name(), host::link, pod::link)
                        .filter(found -> found.key().equals(pair.key()))
                        .map(NetworkObject.class::cast);
            case Link _, Address _, Route _, Rule _, Neighbor _, SysctlValue _ ->
                in(object.netns()).find(object.key());
        };
    }

    /** Applies the items of the plan that create, change or remove objects. */
    public void apply(Plan plan) {
        plan.items().forEach(this::apply);
    }

    /** Applies the item, if it creates, changes or removes an object. */
    public void apply(Plan.Item item) {
        switch (item) {
            case Plan.Ensure ensure -> put(completed(ensure.object()));
            case Plan.Remove remove -> remove(remove.object());
            case Plan.Report _, Plan.Probe _, Plan.Conflict _, Plan.Expect _ -> {}
            case Plan.Perform _, Plan.Undo _, Plan.Announce _, Plan.Warning _ -> {}
        }
    }

    /**
     * {@return the object that exists after a plan with this object is applied to the draft}
     *
     * <p>An existing link keeps the properties that the plan leaves to the kernel ({@link Link}). An existing address keeps
     * {@link Address#isOfStep}.
     */
    public NetworkObject completed(NetworkObject planned) {
        return switch (planned) {
            case Link link -> completed(link);
            case VethPair pair -> VethPair.of(completed(pair.host()), completed(pair.pod()));
            case Address address -> completed(address);
            case Route _, Rule _, Neighbor _, SysctlValue _ -> planned;
        };
    }

    private Address completed(Address planned) {
        return find(planned)
                .map(Address.class::cast)
                .map(existing -> planned.withOfStep(existing.isOfStep()))
                .orElse(planned);
    }

    private Link completed(Link planned) {
        return link(planned.netns(), planned.name()).map(planned::completedFrom).orElse(planned);
    }

    /** {@return the ports of a bridge, bond or VRF: the links that have the given link as their {@linkplain Link#master master}} */
    public List<Link> ports(Link of) {
        return in(of.netns()).ports(of.name());
    }

    /** Adds the object, which replaces an object with the same key. */
    public void put(NetworkObject object) {
        switch (object) {
            case VethPair pair -> {
                host.put(pair.host());
                pod.put(pair.pod());
            }
            case Link _, Address _, Route _, Rule _, Neighbor _, SysctlValue _ ->
                in(object.netns()).put(object);
        }
    }

    /**
     * Removes the object that has the key of this one, if there is such an object, and the other objects of {@link #goneWith}. The ports of
     * a removed link lose their master.
     */
    public void remove(NetworkObject object) {
        for (NetworkObject gone : goneWith(object)) {
            in(gone.netns()).remove(gone.key());
            if (gone instanceof Link link) {
                ports(link).forEach(port -> put(port.withMaster("")));
            }
        }
    }

    /**
     * {@return the objects of this draft that {@link #remove} removes together with this object, and the object itself; those of the host
     * first}
     *
     * <p>For a link, these are the link, its peer, the VLANs and macvlans on both ends, and all objects on these devices. For a veth pair,
     * they are the same objects for both ends: the two links instead of the pair. The result is empty if this draft contains a device
     * with the name of one of the ends, but not the pair.
     */
    public List<NetworkObject> goneWith(NetworkObject object) {
        return switch (object) {
            case VethPair pair -> gone(pair);
            case Link link -> gone(link);
            case Address _, Route _, Rule _, Neighbor _, SysctlValue _ ->
                in(object.netns()).find(object.key()).stream().toList();
        };
    }

    private List<NetworkObject> gone(VethPair pair) {
        boolean isNamed = host.link(pair.host().name()).isPresent()
                || pod.link(pair.pod().name()).isPresent();
        return isNamed && find(pair).isEmpty()
                ? List.of()
                : both(pair.host().name(), pair.pod().name());
    }

    private List<NetworkObject> gone(Link link) {
        Link found = link(link.netns(), link.name()).orElse(link);
        boolean isOthersEnd = link(link.netns().other(), found.peer())
                .filter(beyond -> !beyond.peer().equals(found.name()))
                .isPresent();
        if (found.peer().isEmpty() || isOthersEnd) {
            return in(link.netns()).on(link.name());
        }
        return link.netns() == Netns.HOST ? both(found.name(), found.peer()) : both(found.peer(), found.name());
    }

    private List<NetworkObject> both(String hostName, String podName) {
        List<NetworkObject> gone = new ArrayList<>(host.on(hostName));
        gone.addAll(pod.on(podName));
        return gone;
    }
}
