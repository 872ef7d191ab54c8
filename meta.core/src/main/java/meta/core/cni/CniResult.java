package meta.core.cni;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.spi.PrevResult;

/**
 * The result of an ADD (CNI spec 1.1.0 "ADD Success") as JSON. Members that the spec does not define are allowed.
 *
 * @param version the version of the spec that defines the form of {@code json}
 */
public record CniResult(CniVersion version, JsonObject json) {
    /** A result without members, in the latest version. */
    public static final CniResult EMPTY = new CniResult(CniVersion.LATEST, JsonObject.EMPTY);

    /**
     * One entry of {@code interfaces}: a network device.
     *
     * @param mac the link-layer address; may be empty
     * @param sandbox the path of the pod's network namespace; empty for a device of the node
     * @param mtu the MTU in bytes; 0 if it is unknown
     */
    public record Interface(String name, String mac, String sandbox, long mtu) {}

    /**
     * {@return the result with this JSON and the version in its {@code cniVersion}}
     *
     * @param byDefault the version to use if {@code cniVersion} is missing or unknown
     */
    public static CniResult of(JsonObject json, CniVersion byDefault) {
        return new CniResult(CniVersion.of(json.text("cniVersion")).orElse(byDefault), json);
    }

    /** {@return a copy in the form of another version} The copy lacks the parts that the other version cannot express. */
    public CniResult in(CniVersion target) {
        return new CniResult(target, ResultConversion.convert(json, version, target));
    }

    /**
     * {@return a copy in which {@code interfaces} contains this device} An entry with the same name and sandbox is updated, and keeps its
     * other members. The copy of a result before 0.3.0 is in the latest version.
     */
    public CniResult withInterface(Interface added) {
        CniResult listing = version.isAtLeast(CniVersion.V0_3_0) ? this : in(CniVersion.LATEST);
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

    private JsonObject write(Interface added) {
        JsonObject entry = JsonObject.EMPTY.with("name", new JsonString(added.name));
        if (!added.mac.isEmpty()) {
            entry = entry.with("mac", new JsonString(added.mac));
        }
        if (added.mtu > 0 && version.isAtLeast(CniVersion.V1_1_0)) {
            entry = entry.with("mtu", JsonNumber.of(added.mtu));
        }
        return added.sandbox.isEmpty() ? entry : entry.with("sandbox", new JsonString(added.sandbox));
    }

    /**
     * {@return a copy in which {@code ips} contains this address} An entry with the same address, prefix length and device is updated, and
     * keeps its other members. The copy of a result before 0.3.0 is in the latest version.
     *
     * @throws IllegalArgumentException if {@code interfaces} has no entry for the device in this namespace
     */
    public CniResult withIp(PrevResult.Ip added, String sandbox) {
        CniResult listing = version.isAtLeast(CniVersion.V0_3_0) ? this : in(CniVersion.LATEST);
        int index = listing.indexOf(added.device(), sandbox);
        List<JsonValue> entries = new ArrayList<>(listing.json.elements("ips"));
        int at = 0;
        while (at < entries.size() && !isSame(entries.get(at), added, index)) {
            at++;
        }
        if (at == entries.size()) {
            entries.add(JsonObject.EMPTY);
        }
        JsonObject known = entries.get(at) instanceof JsonObject entry ? entry : JsonObject.EMPTY;
        entries.set(at, known.withAll(listing.write(added, index)));
        return new CniResult(listing.version, listing.json.with("ips", new JsonArray(entries)));
    }

    private int indexOf(String device, String sandbox) {
        List<JsonValue> interfaces = json.elements("interfaces");
        for (int i = 0; i < interfaces.size(); i++) {
            if (isSame(interfaces.get(i), device, sandbox)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the result does not list the interface " + device);
    }

    private JsonObject write(PrevResult.Ip added, int index) {
        JsonObject entry = JsonObject.EMPTY;
        if (!version.isAtLeast(CniVersion.V1_0_0)) {
            entry = entry.with("version", new JsonString(added.address().isIpv4() ? "4" : "6"));
        }
        entry = entry.with("interface", JsonNumber.of(index))
                .with("address", new JsonString(added.address() + "/" + added.prefixLength()));
        return added.gateway().isUnspecified()
                ? entry
                : entry.with("gateway", new JsonString(added.gateway().toString()));
    }

    private static boolean isSame(JsonValue entry, PrevResult.Ip added, int index) {
        Cidr address = new Cidr(added.address(), added.prefixLength());
        return entry instanceof JsonObject known
                && Cidr.of(known.text("address")).filter(address::equals).isPresent()
                && JsonNumber.of(index).equals(known.get("interface"));
    }

    private static boolean isSame(JsonValue entry, Interface added) {
        return isSame(entry, added.name, added.sandbox);
    }

    private static boolean isSame(JsonValue entry, String name, String sandbox) {
        return entry instanceof JsonObject known
                && known.text("name").equals(name)
                && known.text("sandbox").equals(sandbox);
    }
}
