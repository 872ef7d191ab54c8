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
    private final Map<ObjectKey, NetworkObject> objects;

    private NamespaceState(Netns netns, Map<ObjectKey, NetworkObject> objects) {
        this.netns = netns;
        this.objects = objects;
    }

    /**
     * {@return the state of these objects; of two with one key the later}
     *
     * @throws IllegalArgumentException where an object is a veth pair or lives in the other namespace
     */
    public static NamespaceState of(Netns netns, Collection<? extends NetworkObject> objects) {
        Map<ObjectKey, NetworkObject> byKey = new LinkedHashMap<>();
        for (NetworkObject object : objects) {
            if (object.netns() != netns || object instanceof VethPair) {
                throw new IllegalArgumentException("no single object of the " + netns + ": " + object);
            }
            byKey.put(object.key(), object);
        }
        return new NamespaceState(netns, byKey);
    }

    public Netns netns() {
        return netns;
    }

    /** {@return every object, in the order in which they were found or made} */
    public Collection<NetworkObject> objects() {
        return Collections.unmodifiableCollection(objects.values());
    }

    public Optional<NetworkObject> find(ObjectKey key) {
        return Optional.ofNullable(objects.get(key));
    }

    /** {@return the state with this object in the place of the one that has its key} */
    public NamespaceState with(NetworkObject object) {
        List<NetworkObject> all = new ArrayList<>(objects.values());
        all.add(object);
        return of(netns, all);
    }

    public NamespaceState without(ObjectKey key) {
        Map<ObjectKey, NetworkObject> fewer = new LinkedHashMap<>(objects);
        fewer.remove(key);
        return new NamespaceState(netns, fewer);
    }

    public List<Link> links() {
        return all(Link.class);
    }

    /** {@return the device of this name} */
    public Optional<Link> link(String name) {
        return find(new Link.Key(netns, name)).map(Link.class::cast);
    }

    public List<Address> addresses() {
        return all(Address.class);
    }

    /** {@return the addresses on a device, in the kernel's order} */
    public List<Address> addresses(String device) {
        return addresses().stream()
                .filter(address -> address.device().equals(device))
                .toList();
    }

    public List<Route> routes() {
        return all(Route.class);
    }

    public List<Rule> rules() {
        return all(Rule.class);
    }

    public List<Neighbor> neighbors() {
        return all(Neighbor.class);
    }

    /** {@return what is known of an address, on every device} */
    public List<Neighbor> neighbors(IpAddress address) {
        return neighbors().stream()
                .filter(neighbor -> neighbor.address().equals(address))
                .toList();
    }

    public List<SysctlValue> sysctls() {
        return all(SysctlValue.class);
    }

    /** {@return the value of a setting, where it was observed} */
    public Optional<String> sysctl(String path) {
        return find(new SysctlValue.Key(netns, path))
                .map(SysctlValue.class::cast)
                .map(SysctlValue::value);
    }

    private <T extends NetworkObject> List<T> all(Class<T> kind) {
        return objects.values().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamespaceState that && netns == that.netns && objects.equals(that.objects);
    }

    @Override
    public int hashCode() {
        return objects.hashCode();
    }

    @Override
    public String toString() {
        return netns + " " + objects.values();
    }
}
