package meta.spi.net;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.netlink.IpAddress;

/**
 * What is known of one namespace: the pod's whole state, and of the host what matters to the call.
 *
 * <p>It holds single objects only; a {@link VethPair} is two of them, one in each namespace.
 */
public final class NamespaceState {
    private final Netns netns;

    /** The objects by the class of their key; no kind is without any, and none is ever changed. */
    private final Map<Class<?>, Map<ObjectKey, NetworkObject>> kinds;

    private NamespaceState(Netns netns, Map<Class<?>, Map<ObjectKey, NetworkObject>> kinds) {
        this.netns = netns;
        this.kinds = kinds;
    }

    /**
     * {@return the state of these objects; of two with one key the later}
     *
     * @throws IllegalArgumentException where an object is a veth pair or lives in the other namespace
     */
    public static NamespaceState of(Netns netns, Collection<? extends NetworkObject> objects) {
        Map<Class<?>, Map<ObjectKey, NetworkObject>> kinds = new LinkedHashMap<>();
        for (NetworkObject object : objects) {
            require(netns, object);
            ObjectKey key = object.key();
            kinds.computeIfAbsent(key.getClass(), _ -> new LinkedHashMap<>()).put(key, object);
        }
        return new NamespaceState(netns, kinds);
    }

    private static void require(Netns netns, NetworkObject object) {
        if (object.netns() != netns || object instanceof VethPair) {
            throw new IllegalArgumentException("no single object of the " + netns + ": " + object);
        }
    }

    public Netns netns() {
        return netns;
    }

    /** {@return every object, kind by kind, and each kind in the order in which they were found or made} */
    public Collection<NetworkObject> objects() {
        List<NetworkObject> objects = new ArrayList<>();
        kinds.values().forEach(kind -> objects.addAll(kind.values()));
        return Collections.unmodifiableList(objects);
    }

    public Optional<NetworkObject> find(ObjectKey key) {
        return Optional.ofNullable(kind(key.getClass()).get(key));
    }

    /** {@return the state with this object in the place of the one that has its key} */
    public NamespaceState with(NetworkObject object) {
        require(netns, object);
        ObjectKey key = object.key();
        Map<ObjectKey, NetworkObject> more = new LinkedHashMap<>(kind(key.getClass()));
        more.put(key, object);
        return with(key.getClass(), more);
    }

    public NamespaceState without(ObjectKey key) {
        Map<ObjectKey, NetworkObject> fewer = new LinkedHashMap<>(kind(key.getClass()));
        fewer.remove(key);
        return with(key.getClass(), fewer);
    }

    private NamespaceState with(Class<?> kind, Map<ObjectKey, NetworkObject> objects) {
        Map<Class<?>, Map<ObjectKey, NetworkObject>> changed = new LinkedHashMap<>(kinds);
        if (objects.isEmpty()) {
            changed.remove(kind);
        } else {
            changed.put(kind, objects);
        }
        return new NamespaceState(netns, changed);
    }

    private Map<ObjectKey, NetworkObject> kind(Class<?> kind) {
        return kinds.getOrDefault(kind, Map.of());
    }

    public List<Link> links() {
        return all(Link.Key.class, Link.class);
    }

    /** {@return the device of this name} */
    public Optional<Link> link(String name) {
        return find(new Link.Key(netns, name)).map(Link.class::cast);
    }

    public List<Address> addresses() {
        return all(Address.Key.class, Address.class);
    }

    /** {@return the addresses on a device, in the kernel's order} */
    public List<Address> addresses(String device) {
        return addresses().stream()
                .filter(address -> address.device().equals(device))
                .toList();
    }

    public List<Route> routes() {
        return all(Route.Key.class, Route.class);
    }

    public List<Rule> rules() {
        return all(Rule.Key.class, Rule.class);
    }

    public List<Neighbor> neighbors() {
        return all(Neighbor.Key.class, Neighbor.class);
    }

    /** {@return what is known of an address, on every device} */
    public List<Neighbor> neighbors(IpAddress address) {
        return neighbors().stream()
                .filter(neighbor -> neighbor.address().equals(address))
                .toList();
    }

    public List<SysctlValue> sysctls() {
        return all(SysctlValue.Key.class, SysctlValue.class);
    }

    /** {@return the value of a setting, where it was observed} */
    public Optional<String> sysctl(String path) {
        return find(new SysctlValue.Key(netns, path))
                .map(SysctlValue.class::cast)
                .map(SysctlValue::value);
    }

    private <T extends NetworkObject> List<T> all(Class<?> kind, Class<T> type) {
        return kind(kind).values().stream().map(type::cast).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamespaceState that && netns == that.netns && kinds.equals(that.kinds);
    }

    @Override
    public int hashCode() {
        return kinds.hashCode();
    }

    @Override
    public String toString() {
        return netns + " " + objects();
    }
}
