package meta.core.cni;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import meta.core.cni.JsonValue.JsonArray;
import meta.core.cni.JsonValue.JsonNull;
import meta.core.cni.JsonValue.JsonNumber;
import meta.core.cni.JsonValue.JsonObject;
import meta.core.cni.JsonValue.JsonString;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;

/**
 * Reads the addresses and routes of a previous result, and reports violations of the spec (CNI spec 1.1.0 "ADD Success"; for versions
 * before 1.0.0, "Result"). Not all members are checked.
 *
 * <p>An address or route without a valid address and prefix length is left out, so that a DEL can use the other entries.
 */
final class ResultReader {
    private static final String CIDR = "expected an address and prefix length, such as \"10.1.0.5/16\"";
    private static final long MAIN = 254;
    private static final long LARGEST_NUMBER = 0xffff_ffffL;
    private static final int LARGEST_MTU = 65535;

    private final JsonObject result;
    private final List<InputProblem> problems;
    private final List<PreviousResult.Ip> ips = new ArrayList<>();
    private final List<ParsedRoute> routes = new ArrayList<>();
    private final Map<Family, IpAddress> gateways = new HashMap<>();

    private record ParsedRoute(JsonObject entry, Cidr destination, Optional<IpAddress> gateway) {}

    private ResultReader(JsonObject result, List<InputProblem> problems) {
        this.result = result;
        this.problems = problems;
    }

    /**
     * {@return the result with its valid addresses, and with its valid routes for the main table}
     *
     * @param place the JSON path of the result, for the problems
     * @param problems receives the violations
     */
    static PreviousResult read(CniResult result, String place, List<InputProblem> problems) {
        ResultReader reader = new ResultReader(result.json(), problems);
        reader.checkVersion(place);
        if (result.version().isAtLeast(CniVersion.V0_3_0)) {
            reader.readLists(place);
        } else {
            reader.readFlat(place);
        }
        return new PreviousResult(result, reader.ips, reader.mainRoutes());
    }

    private void checkVersion(String place) {
        JsonValue given = result.get("cniVersion");
        if (!isAbsent(given) && CniVersion.of(result.text("cniVersion")).isEmpty()) {
            problems.add(new InputProblem(place + ".cniVersion", given.toString(), "expected " + CniVersion.list()));
        }
    }

    private void readLists(String place) {
        forEachObject(result, "interfaces", place, this::checkInterface);
        forEachObject(result, "ips", place, (entry, path) -> {
            readIp(entry, "address", path);
            checkInterfaceIndex(entry, path);
        });
        forEachObject(result, "routes", place, this::readRoute);
    }

    /** Reads the form of the versions before 0.3.0. */
    private void readFlat(String place) {
        boolean hasIps = false;
        for (String name : List.of("ip4", "ip6")) {
            JsonValue given = result.get(name);
            String path = place + "." + name;
            if (given instanceof JsonObject entry) {
                hasIps = true;
                readIp(entry, "ip", path);
                forEachObject(entry, "routes", path, this::readRoute);
            } else if (!(given instanceof JsonNull)) {
                problems.add(new InputProblem(path, given.toString(), "expected an object"));
            }
        }
        readUnexpectedLists(hasIps);
    }

    /**
     * Reads {@code ips} if neither {@code ip4} nor {@code ip6} is an object, and {@code routes} if no other route was read. Some plugins
     * write these lists in versions that do not define them.
     *
     * @param hasIps whether {@code ip4} or {@code ip6} is an object
     */
    private void readUnexpectedLists(boolean hasIps) {
        ResultReader lists = new ResultReader(result, new ArrayList<>());
        lists.readLists("");
        if (!hasIps) {
            ips.addAll(lists.ips);
            lists.gateways.forEach(gateways::putIfAbsent);
        }
        if (routes.isEmpty()) {
            routes.addAll(lists.routes);
        }
    }

    private void checkInterface(JsonObject entry, String place) {
        checkText(entry, "name", place);
        checkText(entry, "mac", place);
        checkText(entry, "sandbox", place);
    }

    private void checkText(JsonObject in, String name, String place) {
        JsonValue given = in.get(name);
        if (!(given instanceof JsonNull) && !(given instanceof JsonString)) {
            problems.add(new InputProblem(place + "." + name, given.toString(), "expected a string"));
        }
    }

    private void readIp(JsonObject entry, String addressKey, String place) {
        Optional<Cidr> address = cidr(entry, addressKey, place);
        Optional<IpAddress> gateway = address(entry, "gateway", place);
        gateway.ifPresent(router -> gateways.putIfAbsent(router.family(), router));
        address.ifPresent(cidr -> ips.add(ip(entry, cidr, gateway)));
    }

    private PreviousResult.Ip ip(JsonObject entry, Cidr cidr, Optional<IpAddress> gateway) {
        JsonObject owner = owner(entry.get("interface"));
        IpAddress none = IpAddress.unspecified(cidr.address().family());
        return new PreviousResult.Ip(
                cidr.address(), cidr.prefixLength(), gateway.orElse(none), owner.text("name"), owner.text("sandbox"));
    }

    private JsonObject owner(JsonValue index) {
        List<JsonValue> interfaces = result.elements("interfaces");
        if (index instanceof JsonNumber number) {
            long at = number.whole().orElse(-1);
            if (at >= 0 && at < interfaces.size() && interfaces.get((int) at) instanceof JsonObject entry) {
                return entry;
            }
        }
        return JsonObject.EMPTY;
    }

    /** Reports an index that is not a whole number. A whole number that is out of range counts as missing. */
    private void checkInterfaceIndex(JsonObject entry, String place) {
        JsonValue index = entry.get("interface");
        boolean whole = index instanceof JsonNumber number && number.whole().isPresent();
        if (!(index instanceof JsonNull) && !whole) {
            problems.add(new InputProblem(place + ".interface", index.toString(), "expected an index into interfaces"));
        }
    }

    private void readRoute(JsonObject entry, String place) {
        Optional<Cidr> destination = cidr(entry, "dst", place);
        Optional<IpAddress> gateway = address(entry, "gw", place);
        destination.ifPresent(cidr -> routes.add(new ParsedRoute(entry, cidr, gateway)));
    }

    /** {@return the routes for the main table} All addresses must have been read before, because their gateways complete the routes. */
    private List<PreviousResult.Route> mainRoutes() {
        List<PreviousResult.Route> main = new ArrayList<>();
        for (ParsedRoute route : routes) {
            long table = number(route.entry(), "table");
            if (table == 0 || table == MAIN) {
                main.add(complete(route));
            }
        }
        return main;
    }

    private PreviousResult.Route complete(ParsedRoute route) {
        Prefix destination = Prefix.containing(
                route.destination().address(), route.destination().prefixLength());
        Family family = destination.family();
        IpAddress gateway = route.gateway()
                .filter(own -> own.family().equals(family))
                .orElse(gateways.getOrDefault(family, IpAddress.unspecified(family)));
        int mtu = (int) Math.min(number(route.entry(), "mtu"), LARGEST_MTU);
        return new PreviousResult.Route(destination, gateway, number(route.entry(), "priority"), mtu);
    }

    private static long number(JsonObject entry, String key) {
        long number = entry.get(key) instanceof JsonNumber given ? given.whole().orElse(0) : 0;
        return number < 0 || number > LARGEST_NUMBER ? 0 : number;
    }

    private void forEachObject(JsonObject in, String name, String place, BiConsumer<JsonObject, String> read) {
        JsonValue given = in.get(name);
        String path = place + "." + name;
        if (!(given instanceof JsonNull) && !(given instanceof JsonArray)) {
            problems.add(new InputProblem(path, given.toString(), "expected an array of objects"));
        }
        List<JsonValue> elements = in.elements(name);
        for (int i = 0; i < elements.size(); i++) {
            String element = path + "[" + i + "]";
            if (elements.get(i) instanceof JsonObject object) {
                read.accept(object, element);
            } else {
                problems.add(new InputProblem(element, elements.get(i).toString(), "expected an object"));
            }
        }
    }

    private Optional<Cidr> cidr(JsonObject in, String name, String place) {
        JsonValue given = in.get(name);
        Optional<Cidr> cidr = Cidr.of(in.text(name));
        if (given instanceof JsonNull) {
            problems.add(InputProblem.missing(place + "." + name, CIDR));
        } else if (cidr.isEmpty()) {
            problems.add(new InputProblem(place + "." + name, given.toString(), CIDR));
        }
        return cidr;
    }

    private Optional<IpAddress> address(JsonObject in, String name, String place) {
        JsonValue given = in.get(name);
        Optional<IpAddress> address = isAbsent(given) ? Optional.empty() : Cidr.address(in.text(name));
        if (!isAbsent(given) && address.isEmpty()) {
            problems.add(new InputProblem(place + "." + name, given.toString(), "expected an IP address"));
        }
        return address;
    }

    private static boolean isAbsent(JsonValue given) {
        return given instanceof JsonNull || (given instanceof JsonString(String text) && text.isEmpty());
    }
}
