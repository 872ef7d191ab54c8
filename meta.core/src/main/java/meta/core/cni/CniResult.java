package meta.core.cni;

import java.util.ArrayList;
import java.util.List;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;

/**
 * A result of the plugins of a chain (CNI spec 1.1.0 "ADD Success"), as JSON in one version of the spec.
 *
 * <p>The JSON is kept whole: members that this plugin does not know are passed on unchanged. {@link ResultReader} parses its addresses and
 * routes.
 *
 * @param version the version that the JSON is in
 * @param json the whole result
 */
public record CniResult(CniVersion version, JsonObject json) {
    /** A result without any member. */
    public static final CniResult EMPTY = new CniResult(CniVersion.LATEST, JsonObject.EMPTY);

    /**
     * One entry of {@code interfaces}.
     *
     * @param name the name of the device
     * @param mac its link-layer address as text; empty if it has none
     * @param sandbox the path of its network namespace; empty for a device of the host
     * @param mtu in bytes; 0 if unknown
     */
    public record Interface(String name, String mac, String sandbox, long mtu) {}

    /**
     * {@return the result of this JSON}
     *
     * @param byDefault the version to assume if the JSON has no known {@code cniVersion}
     */
    public static CniResult of(JsonObject json, CniVersion byDefault) {
        return new CniResult(CniVersion.of(json.text("cniVersion")).orElse(byDefault), json);
    }

    /** {@return the result in another version, without the members that this version does not define} */
    public CniResult in(CniVersion target) {
        return new CniResult(target, ResultConversion.convert(json, version, target));
    }

    /**
     * {@return the result with this interface}
     *
     * <p>If {@code interfaces} already has an entry with this name and sandbox, that entry is updated in place, so that indexes stay valid.
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

    private static boolean isSame(JsonValue entry, Interface added) {
        return entry instanceof JsonObject known
                && known.text("name").equals(added.name)
                && known.text("sandbox").equals(added.sandbox);
    }
}
