package meta.spi.net;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A mutable copy of a {@link NamespaceState}. Many changes of a draft are cheaper than as many copies of a state. Not thread-safe. */
public final class NamespaceDraft {
    private final Netns netns;
    private final Map<Class<?>, Map<ObjectKey, NetworkObject>> kinds;

    /** The kinds whose maps only this draft has. */
    private final Set<Class<?>> copied = new HashSet<>();

    NamespaceDraft(Netns netns, Map<Class<?>, Map<ObjectKey, NetworkObject>> kinds) {
        this.netns = netns;
        this.kinds = new LinkedHashMap<>(kinds);
    }

    /** {@return the object with this key; empty if there is none} */
    public Optional<NetworkObject> find(ObjectKey key) {
        return Optional.ofNullable(kinds.getOrDefault(key.getClass(), Map.of()).get(key));
    }

    /** {@return the device with this name; empty if there is none} */
    public Optional<Link> link(String name) {
        return find(new Link.Key(netns, name)).map(Link.class::cast);
    }

    /**
     * Adds the object, which replaces an object with the same key.
     *
     * @throws IllegalArgumentException if the object is a veth pair or belongs to the other namespace
     */
    public void put(NetworkObject object) {
        NamespaceState.require(netns, object);
        ObjectKey key = object.key();
        own(key.getClass()).put(key, object);
    }

    /** Removes the object that has this key, if there is one. The objects on a removed link stay. */
    public void remove(ObjectKey key) {
        Class<?> kind = key.getClass();
        if (find(key).isPresent()) {
            Map<ObjectKey, NetworkObject> left = own(kind);
            left.remove(key);
            if (left.isEmpty()) {
                kinds.remove(kind);
            }
        }
    }

    private Map<ObjectKey, NetworkObject> own(Class<?> kind) {
        if (copied.add(kind) || !kinds.containsKey(kind)) {
            kinds.put(kind, new LinkedHashMap<>(kinds.getOrDefault(kind, Map.of())));
        }
        return kinds.get(kind);
    }

    /** {@return the devices that have this device as their {@linkplain Link#master master}} */
    public List<Link> ports(String device) {
        return links(link -> link.master().equals(device));
    }

    private List<Link> links(Predicate<Link> wanted) {
        List<Link> found = new ArrayList<>();
        for (NetworkObject object : kinds.getOrDefault(Link.Key.class, Map.of()).values()) {
            if (object instanceof Link link && wanted.test(link)) {
                found.add(link);
            }
        }
        return found;
    }

    /**
     * {@return the objects that count as removed when a device is deleted: the device, its addresses, routes, neighbours and {@code conf}
     * sysctls, and the same objects of each VLAN and macvlan that is directly or indirectly on the device}
     *
     * <p>A multipath route counts if one of its hops uses the device.
     */
    public List<NetworkObject> on(String device) {
        List<NetworkObject> found = new ArrayList<>();
        addAllOn(device, found, new HashSet<>());
        return found;
    }

    private void addAllOn(String device, List<NetworkObject> found, Set<String> seen) {
        if (!seen.add(device)) {
            return;
        }
        for (Link upper : links(link -> link.lower().equals(device))) {
            addAllOn(upper.name(), found, seen);
        }
        for (Map<ObjectKey, NetworkObject> kind : kinds.values()) {
            for (NetworkObject object : kind.values()) {
                if (isOn(object, device)) {
                    found.add(object);
                }
            }
        }
    }

    private static boolean isOn(NetworkObject object, String device) {
        return switch (object) {
            case Link link -> link.name().equals(device);
            case Address address -> address.device().equals(device);
            case Route route -> route.on(device);
            case Neighbor neighbor -> neighbor.on(device);
            case SysctlValue sysctl -> sysctl.path().contains("/conf/" + device + "/");
            case Rule _, VethPair _ -> false;
        };
    }

    /** {@return the current content, which later changes of the draft do not change} */
    public NamespaceState state() {
        copied.clear();
        return new NamespaceState(netns, new LinkedHashMap<>(kinds));
    }
}
