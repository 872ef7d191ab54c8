package meta.core.cni;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.IpAddress;

/**
 * What the plugins of a chain have made for a pod so far (CNI spec 1.1.0 "ADD Success"), in the version in which it came.
 *
 * <p>The JSON is kept as it is, since members that we do not know are passed on too. What is read of it is passed over where it
 * is not as the spec says; {@link ResultProblems} tells what that is.
 *
 * @param version the version that the JSON is in
 * @param json all of it
 */
public record CniResult(CniVersion version, JsonObject json) {
    /** The result where nothing has been made. */
    public static final CniResult NOTHING = new CniResult(CniVersion.LATEST, JsonObject.EMPTY);

    /**
     * One entry of {@code interfaces}.
     *
     * @param name the device's name
     * @param mac its link-layer address as text; empty where it has none
     * @param sandbox the path of the network namespace that it is in; empty for a device of the host
     * @param mtu in bytes; 0 where that is not known
     */
    public record Interface(String name, String mac, String sandbox, long mtu) {}

    /**
     * One entry of {@code ips}.
     *
     * @param address the address itself
     * @param prefixLength how many bits its subnet shares
     * @param gateway the router of the subnet; unspecified where the result names none
     * @param device the name of the interface that has it; empty where the result does not say, or points at none
     * @param sandbox where that interface is; empty for one of the host
     */
    public record Ip(IpAddress address, int prefixLength, IpAddress gateway, String device, String sandbox) {

        /**
         * {@return whether it may be an address of this device in the pod}
         *
         * <p>An interface without a sandbox is the host's, whatever it is called.
         */
        public boolean isOf(String ifname) {
            return device.isEmpty() || (device.equals(ifname) && !sandbox.isEmpty());
        }
    }

    /**
     * {@return the result of this JSON}
     *
     * @param byDefault the version that holds where the JSON does not name one that we know
     */
    public static CniResult of(JsonObject json, CniVersion byDefault) {
        return new CniResult(CniVersion.of(json.text("cniVersion")).orElse(byDefault), json);
    }

    /** {@return the same in another version; what that version has no place for is left out} */
    public CniResult in(CniVersion target) {
        return new CniResult(target, ResultConversion.convert(json, version, target));
    }

    /** {@return the interfaces that it lists; before 0.3.0 a result lists none} */
    public List<Interface> interfaces() {
        List<Interface> interfaces = new ArrayList<>();
        for (JsonValue element : json.elements("interfaces")) {
            if (element instanceof JsonObject entry) {
                interfaces.add(read(entry));
            }
        }
        return interfaces;
    }

    /** {@return the addresses that it lists} */
    public List<Ip> ips() {
        List<Ip> ips = new ArrayList<>();
        for (JsonValue element : listing().json.elements("ips")) {
            if (element instanceof JsonObject entry) {
                Cidr.of(entry.text("address")).ifPresent(cidr -> ips.add(ip(cidr, entry)));
            }
        }
        return ips;
    }

    /**
     * {@return the result with this interface too}
     *
     * <p>An interface of that name in that sandbox which is listed already stays in its place, and is now what is said here.
     */
    public CniResult withInterface(Interface added) {
        CniResult listing = listing();
        List<JsonValue> entries = new ArrayList<>(listing.json.elements("interfaces"));
        int at = 0;
        while (at < entries.size() && !isSame(entries.get(at), added)) {
            at++;
        }
        if (at == entries.size()) {
            entries.add(JsonObject.EMPTY);
        }
        JsonObject known = entries.get(at) instanceof JsonObject entry ? entry : JsonObject.EMPTY;
        entries.set(at, known.withAll(listing.write(added)));
        return new CniResult(listing.version, listing.json.with("interfaces", new JsonArray(entries)));
    }

    /** {@return the same in a version that has lists of interfaces and addresses} */
    private CniResult listing() {
        return version.isAtLeast(CniVersion.V0_3_0) ? this : in(CniVersion.LATEST);
    }

    private static Interface read(JsonObject entry) {
        long mtu =
                entry.get("mtu") instanceof JsonNumber number ? number.whole().orElse(0) : 0;
        return new Interface(entry.text("name"), entry.text("mac"), entry.text("sandbox"), mtu);
    }

    private JsonObject write(Interface added) {
        JsonObject entry = JsonObject.EMPTY.with("name", new JsonText(added.name));
        if (!added.mac.isEmpty()) {
            entry = entry.with("mac", new JsonText(added.mac));
        }
        if (added.mtu > 0 && version.isAtLeast(CniVersion.V1_1_0)) {
            entry = entry.with("mtu", JsonNumber.of(added.mtu));
        }
        return added.sandbox.isEmpty() ? entry : entry.with("sandbox", new JsonText(added.sandbox));
    }

    private static boolean isSame(JsonValue entry, Interface added) {
        return entry instanceof JsonObject known
                && known.text("name").equals(added.name)
                && known.text("sandbox").equals(added.sandbox);
    }

    private Ip ip(Cidr cidr, JsonObject entry) {
        IpAddress none = IpAddress.unspecified(cidr.address().family());
        IpAddress gateway = Cidr.address(entry.text("gateway")).orElse(none);
        JsonObject owner = owner(entry.get("interface"));
        return new Ip(cidr.address(), cidr.prefixLength(), gateway, owner.text("name"), owner.text("sandbox"));
    }

    /** {@return the interface with this index; an empty one where the index is absent or points at nothing, such as -1} */
    private JsonObject owner(JsonValue index) {
        List<JsonValue> interfaces = json.elements("interfaces");
        if (index instanceof JsonNumber number) {
            long at = number.whole().orElse(-1);
            if (at >= 0 && at < interfaces.size() && interfaces.get((int) at) instanceof JsonObject entry) {
                return entry;
            }
        }
        return JsonObject.EMPTY;
    }
}
