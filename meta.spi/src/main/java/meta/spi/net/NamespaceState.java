package meta.spi.net;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;

/**
 * The known objects of one network namespace, as a part of a {@link meta.spi.Snapshot}. Immutable and thread-safe. For a {@link VethPair},
 * each of the two states contains the {@link Link} of one end.
 *
 * <p>All lists are unmodifiable.
 */
public final class NamespaceState {
    private final Netns netns;

    /** The objects by their keys, by the class of the key. The inner maps are not empty and never change. */
    private final Map<Class<?>, Map<ObjectKey, NetworkObject>> kinds;

    private final Grouping<String, Address> byDevice = new Grouping<>(this::addresses, Address::device);
    private final Grouping<IpAddress, Address> ofAddress = new Grouping<>(this::addresses, Address::address);
    private final Grouping<Prefix, Route> byDestination = new Grouping<>(this::routes, Route::destination);
    private final Grouping<IpAddress, Neighbor> byAddress = new Grouping<>(this::neighbors, Neighbor::address);
    private final Grouping<RouteTable, Rule> byTable =
            new Grouping<>(this::rules, rule -> rule.key().table());
    private final Grouping<RouteTable, Route> ofTable = new Grouping<>(this::routes, Route::table);
    private final Grouping<Place, Route> toDestination = new Grouping<>(this::routes, Place::of);
    private final Grouping<Route, Route> alike = new Grouping<>(this::routes, route -> route.withRank(0));

    private record Place(RouteTable table, Prefix destination) {
        static Place of(Route route) {
            return new Place(route.table(), route.destination());
        }
    }

    NamespaceState(Netns netns, Map<Class<?>, Map<ObjectKey, NetworkObject>> kinds) {
        this.netns = netns;
        this.kinds = kinds;
    }

    /**
     * {@return a state with these objects; of several objects with the same key, with the last one}
     *
     * @throws IllegalArgumentException if an object is a veth pair or belongs to the other namespace
     */
    public static NamespaceState of(Netns netns, Collection<? extends NetworkObject> objects) {
        NamespaceDraft draft = new NamespaceDraft(netns, Map.of());
        for (NetworkObject object : objects) {
            draft.put(object);
        }
        return draft.state();
    }

    /**
     * Requires that a state of the namespace can contain the object.
     *
     * @throws IllegalArgumentException if the object is a veth pair or belongs to the other namespace
     */
    static void require(Netns netns, NetworkObject object) {
        if (object.netns() != netns || object instanceof VethPair) {
            throw new IllegalArgumentException("the state of the " + netns + " cannot contain this object: " + object);
        }
    }

    /** {@return the namespace whose state this is} */
    public Netns netns() {
        return netns;
    }

    /** {@return all objects, grouped by kind} The objects of a kind have the order in which their keys were added. */
    public Collection<NetworkObject> objects() {
        List<NetworkObject> objects = new ArrayList<>();
        kinds.values().forEach(kind -> objects.addAll(kind.values()));
        return Collections.unmodifiableList(objects);
    }

    /** {@return the object with this key; empty if there is none} */
    public Optional<NetworkObject> find(ObjectKey key) {
        return Optional.ofNullable(kind(key.getClass()).get(key));
    }

    /** {@return a mutable copy} */
    public NamespaceDraft draft() {
        return new NamespaceDraft(netns, kinds);
    }

    /**
     * {@return a copy with this object, which replaces an object with the same key}
     *
     * @throws IllegalArgumentException if the object is a veth pair or belongs to the other namespace
     */
    public NamespaceState with(NetworkObject object) {
        return with(List.of(object));
    }

    /**
     * {@return a copy with these objects, each of which replaces an object with the same key}
     *
     * @throws IllegalArgumentException if an object is a veth pair or belongs to the other namespace
     */
    public NamespaceState with(Collection<? extends NetworkObject> objects) {
        NamespaceDraft draft = draft();
        objects.forEach(draft::put);
        return draft.state();
    }

    /** {@return a copy without the object that has this key} The objects on a removed link stay. */
    public NamespaceState without(ObjectKey key) {
        NamespaceDraft draft = draft();
        draft.remove(key);
        return draft.state();
    }

    private Map<ObjectKey, NetworkObject> kind(Class<?> kind) {
        return kinds.getOrDefault(kind, Map.of());
    }

    /** {@return all known devices} */
    public List<Link> links() {
        return all(Link.Key.class, Link.class);
    }

    /** {@return the device with this name; empty if there is none} */
    public Optional<Link> link(String name) {
        return find(new Link.Key(netns, name)).map(Link.class::cast);
    }

    /** {@return all known addresses} */
    public List<Address> addresses() {
        return all(Address.Key.class, Address.class);
    }

    /** {@return the addresses on a device, in the order of {@link #objects}} */
    public List<Address> addresses(String device) {
        return byDevice.with(device);
    }

    /** {@return the entries for an IP address; there can be one for each device and prefix length} */
    public List<Address> addresses(IpAddress address) {
        return ofAddress.with(address);
    }

    /** {@return all known routes, of all tables} */
    public List<Route> routes() {
        return all(PlainRouteKey.class, Route.class);
    }

    /** {@return the routes in a table} */
    public List<Route> routes(RouteTable table) {
        return ofTable.with(table);
    }

    /** {@return the routes in a table with exactly this destination} */
    public List<Route> routes(RouteTable table, Prefix destination) {
        return toDestination.with(new Place(table, destination));
    }

    /** {@return the routes in all tables with exactly this destination} */
    public List<Route> routes(Prefix destination) {
        return byDestination.with(destination);
    }

    /**
     * {@return the first route that differs from the given route at most in the {@linkplain Route.Key#rank rank}; empty if there is none}
     */
    public Optional<Route> alike(Route route) {
        return alike.with(route.withRank(0)).stream().findFirst();
    }

    /** {@return all known rules} */
    public List<Rule> rules() {
        return all(PlainRuleKey.class, Rule.class);
    }

    /** {@return the rules that select a table} */
    public List<Rule> rules(RouteTable table) {
        return byTable.with(table);
    }

    /** {@return all known neighbour entries} */
    public List<Neighbor> neighbors() {
        return all(Neighbor.Key.class, Neighbor.class);
    }

    /** {@return the neighbour entries for an IP address, on all devices} */
    public List<Neighbor> neighbors(IpAddress address) {
        return byAddress.with(address);
    }

    /** {@return all known sysctls: those that steps have asked for ({@link meta.spi.Question.Sysctls}) or planned} */
    public List<SysctlValue> sysctls() {
        return all(SysctlValue.Key.class, SysctlValue.class);
    }

    /**
     * {@return the value of a sysctl; empty if it is not among the known {@link #sysctls}}
     *
     * @param path the path below {@code /proc/sys}, with slashes
     */
    public Optional<String> sysctl(String path) {
        return find(new SysctlValue.Key(netns, path))
                .map(SysctlValue.class::cast)
                .map(SysctlValue::value);
    }

    private <T extends NetworkObject> List<T> all(Class<?> kind, Class<T> type) {
        List<T> all = new ArrayList<>();
        for (NetworkObject object : kind(kind).values()) {
            all.add(type.cast(object));
        }
        return Collections.unmodifiableList(all);
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
