package meta.core.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import meta.core.cni.JsonValue;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonBoolean;
import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.core.reconcile.observe.HostObject;
import meta.core.reconcile.observe.HostObject.LinkNamed;
import meta.core.reconcile.observe.HostObject.NeighborAt;
import meta.core.reconcile.observe.HostObject.RouteTo;
import meta.core.reconcile.observe.HostObject.RuleLike;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;
import meta.netlink.RouteTable;

/** The identities of host objects as JSON: a JSON object for each, whose first member gives the kind of the host object. */
final class HostObjectJson {
    private HostObjectJson() {}

    static JsonArray of(List<HostObject> objects) {
        List<JsonValue> elements = new ArrayList<>();
        objects.forEach(object -> elements.add(of(object)));
        return new JsonArray(elements);
    }

    private static JsonObject of(HostObject object) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        switch (object) {
            case RouteTo(RouteTable table, Prefix destination, int tos, long metric, Set<String> devices) -> {
                List<JsonValue> names = new ArrayList<>();
                devices.stream().sorted().forEach(name -> names.add(new JsonString(name)));
                members.put("route", new JsonString(destination.toString()));
                members.put("table", JsonNumber.of(Integer.toUnsignedLong(table.number())));
                members.put("tos", JsonNumber.of(tos));
                members.put("metric", JsonNumber.of(metric));
                members.put("devices", new JsonArray(names));
            }
            case NeighborAt(IpAddress address, String device) -> {
                members.put("neighbor", new JsonString(address.toString()));
                members.put("device", new JsonString(device));
            }
            case RuleLike(Family family, String command) -> {
                members.put("rule", new JsonString(command));
                members.put("ipv6", new JsonBoolean(family.equals(Family.IPV6)));
            }
            case LinkNamed(String name) -> members.put("link", new JsonString(name));
        }
        return new JsonObject(members);
    }

    /** {@return the identities in these elements; an element of another form is left out} */
    static List<HostObject> read(List<JsonValue> elements) {
        List<HostObject> objects = new ArrayList<>();
        for (JsonValue element : elements) {
            if (element instanceof JsonObject json) {
                read(json).ifPresent(objects::add);
            }
        }
        return objects;
    }

    private static Optional<HostObject> read(JsonObject json) {
        try {
            if (json.has("route")) {
                return Optional.of(new RouteTo(
                        RouteTable.of((int) number(json, "table")),
                        Prefix.parse(json.text("route")),
                        (int) number(json, "tos"),
                        number(json, "metric"),
                        Set.copyOf(json.texts("devices"))));
            }
            if (json.has("neighbor")) {
                return Optional.of(new NeighborAt(IpAddress.parse(json.text("neighbor")), json.text("device")));
            }
            if (json.has("rule")) {
                boolean ipv6 = json.get("ipv6").equals(new JsonBoolean(true));
                return Optional.of(new RuleLike(ipv6 ? Family.IPV6 : Family.IPV4, json.text("rule")));
            }
            return json.has("link") ? Optional.of(new LinkNamed(json.text("link"))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no address or prefix
        }
    }

    private static long number(JsonObject json, String name) {
        return json.get(name) instanceof JsonNumber number ? number.whole().orElse(0) : 0;
    }
}
