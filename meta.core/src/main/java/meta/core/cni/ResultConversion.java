package meta.core.cni;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;

/**
 * Converts a result between the forms that the versions of the CNI spec define.
 *
 * <p>Up to version 0.2.0, a result has at most one address per family ({@code ip4}, {@code ip6}), and no interfaces. From version 0.3.0 to
 * 0.4.0, each entry of {@code ips} has a {@code version}. Version 1.1.0 adds members to interfaces and routes.
 */
final class ResultConversion {
    private static final List<String> INTERFACE_SINCE_1_1 = List.of("mtu", "socketPath", "pciID");
    private static final List<String> ROUTE_SINCE_1_1 = List.of("mtu", "advmss", "priority", "table", "scope");

    private ResultConversion() {}

    /**
     * {@return the result in the form of the second version, with this version in {@code cniVersion}} A conversion from 0.3.0 or later to a
     * version up to 0.2.0 drops the interfaces, all but the first address of each family, and the routes of a family without an address.
     */
    static JsonObject convert(JsonObject result, CniVersion from, CniVersion to) {
        boolean sameForm = from == to || !(isListing(from) || isListing(to));
        if (sameForm) {
            return versioned(result, to);
        }
        JsonObject listing = isListing(from) ? result : listing(result);
        return versioned(isListing(to) ? adapted(listing, to) : flat(listing), to);
    }

    /** {@return whether results in this version have the lists {@code interfaces}, {@code ips} and {@code routes}} */
    private static boolean isListing(CniVersion version) {
        return version.isAtLeast(CniVersion.V0_3_0);
    }

    private static JsonObject versioned(JsonObject result, CniVersion version) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        members.put("cniVersion", new JsonString(version.toString()));
        for (Map.Entry<String, JsonValue> member :
                result.without("cniVersion").members().entrySet()) {
            members.put(member.getKey(), member.getValue());
        }
        return new JsonObject(members);
    }

    private static JsonObject listing(JsonObject flat) {
        List<JsonValue> ips = new ArrayList<>();
        List<JsonValue> routes = new ArrayList<>();
        for (String family : List.of("ip4", "ip6")) {
            if (flat.get(family) instanceof JsonObject entry) {
                ips.add(renamed(entry.without("routes"), "ip", "address"));
                routes.addAll(entry.elements("routes"));
            }
        }
        JsonObject rest = flat.without("ip4").without("ip6");
        return withElements(withElements(rest, "ips", ips), "routes", routes);
    }

    private static JsonObject flat(JsonObject listing) {
        JsonObject flat = without(listing, List.of("interfaces", "ips", "routes", "ip4", "ip6"));
        for (String family : List.of("ip4", "ip6")) {
            for (JsonValue element : listing.elements("ips")) {
                if (element instanceof JsonObject ip
                        && !flat.has(family)
                        && family.equals(family(ip.text("address")))) {
                    JsonObject entry = renamed(ip.without("version").without("interface"), "address", "ip");
                    flat = flat.with(family, withElements(entry, "routes", routes(listing, family)));
                }
            }
        }
        return flat;
    }

    private static List<JsonValue> routes(JsonObject listing, String family) {
        List<JsonValue> routes = new ArrayList<>();
        for (JsonValue element : listing.elements("routes")) {
            if (element instanceof JsonObject route && family.equals(family(route.text("dst")))) {
                routes.add(without(route, ROUTE_SINCE_1_1));
            }
        }
        return routes;
    }

    private static JsonObject adapted(JsonObject listing, CniVersion to) {
        List<JsonValue> ips = new ArrayList<>();
        for (JsonValue element : listing.elements("ips")) {
            ips.add(element instanceof JsonObject ip ? adaptedIp(ip, to) : element);
        }
        JsonObject adapted = withElements(listing, "ips", ips);
        if (to.isAtLeast(CniVersion.V1_1_0)) {
            return adapted;
        }
        List<JsonValue> interfaces = reduced(listing.elements("interfaces"), INTERFACE_SINCE_1_1);
        List<JsonValue> routes = reduced(listing.elements("routes"), ROUTE_SINCE_1_1);
        return withElements(withElements(adapted, "interfaces", interfaces), "routes", routes);
    }

    private static JsonObject adaptedIp(JsonObject ip, CniVersion to) {
        String family = family(ip.text("address"));
        if (to.isAtLeast(CniVersion.V1_0_0) || family.isEmpty()) {
            return ip.without("version");
        }
        return ip.with("version", new JsonString(family.equals("ip4") ? "4" : "6"));
    }

    private static List<JsonValue> reduced(List<JsonValue> elements, List<String> dropped) {
        List<JsonValue> reduced = new ArrayList<>();
        for (JsonValue element : elements) {
            reduced.add(element instanceof JsonObject object ? without(object, dropped) : element);
        }
        return reduced;
    }

    private static JsonObject without(JsonObject object, List<String> dropped) {
        JsonObject rest = object;
        for (String name : dropped) {
            rest = rest.without(name);
        }
        return rest;
    }

    private static JsonObject withElements(JsonObject object, String name, List<JsonValue> elements) {
        return elements.isEmpty() ? object : object.with(name, new JsonArray(elements));
    }

    private static JsonObject renamed(JsonObject object, String from, String to) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            members.put(member.getKey().equals(from) ? to : member.getKey(), member.getValue());
        }
        return new JsonObject(members);
    }

    /** {@return {@code ip6} for a text with a colon, {@code ip4} for another text with a dot; empty for any other text} */
    private static String family(String address) {
        return address.indexOf(':') >= 0 ? "ip6" : address.indexOf('.') >= 0 ? "ip4" : "";
    }
}
