package meta.core.cni;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Finds what in a result is not as the spec says (CNI spec 1.1.0 "ADD Success", "Result" of the versions before 1.0.0).
 *
 * <p>As in libcni, {@code null} is as good as nothing. Members that no version knows are nobody's business.
 */
final class ResultProblems {
    private static final String CIDR = "an address and its prefix length, such as \"10.1.0.5/16\"";

    private final List<Problem> problems = new ArrayList<>();

    private ResultProblems() {}

    /** {@return everything that is wrong, with its path below {@code place}} */
    static List<Problem> in(CniResult result, String place) {
        ResultProblems found = new ResultProblems();
        found.version(result.json(), place);
        if (result.version().isAtLeast(CniVersion.V0_3_0)) {
            found.objects(result.json(), "interfaces", place, found::checkInterface);
            found.objects(result.json(), "ips", place, found::checkIp);
            found.objects(result.json(), "routes", place, found::checkRoute);
        } else {
            found.object(result.json(), "ip4", place);
            found.object(result.json(), "ip6", place);
        }
        return found.problems;
    }

    private void version(JsonObject result, String place) {
        JsonValue given = result.get("cniVersion");
        if (!isNothing(given) && CniVersion.of(result.text("cniVersion")).isEmpty()) {
            problems.add(new Problem(place + ".cniVersion", given.toString(), CniVersion.list()));
        }
    }

    private void object(JsonObject result, String name, String place) {
        JsonValue given = result.get(name);
        if (given instanceof JsonObject entry) {
            checkFlatIp(entry, place + "." + name);
        } else if (!(given instanceof JsonNull)) {
            problems.add(new Problem(place + "." + name, given.toString(), "an object"));
        }
    }

    private void checkInterface(JsonObject entry, String place) {
        text(entry, "name", place);
        text(entry, "mac", place);
        text(entry, "sandbox", place);
    }

    private void checkIp(JsonObject entry, String place) {
        cidr(entry, "address", place);
        address(entry, "gateway", place);
        JsonValue index = entry.get("interface");
        boolean whole = index instanceof JsonNumber number && number.whole().isPresent();
        if (!(index instanceof JsonNull) && !whole) { // one that points at nothing is as good as absent, for libcni too
            problems.add(new Problem(place + ".interface", index.toString(), "an index into interfaces"));
        }
    }

    private void checkFlatIp(JsonObject entry, String place) {
        cidr(entry, "ip", place);
        address(entry, "gateway", place);
        objects(entry, "routes", place, this::checkRoute);
    }

    private void checkRoute(JsonObject entry, String place) {
        cidr(entry, "dst", place);
        address(entry, "gw", place);
    }

    private void objects(JsonObject in, String name, String place, BiConsumer<JsonObject, String> check) {
        JsonValue given = in.get(name);
        String path = place + "." + name;
        if (!(given instanceof JsonNull) && !(given instanceof JsonArray)) {
            problems.add(new Problem(path, given.toString(), "an array of objects"));
        }
        List<JsonValue> elements = in.elements(name);
        for (int i = 0; i < elements.size(); i++) {
            String element = path + "[" + i + "]";
            if (elements.get(i) instanceof JsonObject object) {
                check.accept(object, element);
            } else {
                problems.add(new Problem(element, elements.get(i).toString(), "an object"));
            }
        }
    }

    private void text(JsonObject in, String name, String place) {
        JsonValue given = in.get(name);
        if (!(given instanceof JsonNull) && !(given instanceof JsonText)) {
            problems.add(new Problem(place + "." + name, given.toString(), "a string"));
        }
    }

    private void cidr(JsonObject in, String name, String place) {
        JsonValue given = in.get(name);
        if (given instanceof JsonNull) {
            problems.add(Problem.missing(place + "." + name, CIDR));
        } else if (Cidr.of(in.text(name)).isEmpty()) {
            problems.add(new Problem(place + "." + name, given.toString(), CIDR));
        }
    }

    private void address(JsonObject in, String name, String place) {
        JsonValue given = in.get(name);
        if (!isNothing(given) && Cidr.address(in.text(name)).isEmpty()) {
            problems.add(new Problem(place + "." + name, given.toString(), "an IP address"));
        }
    }

    private static boolean isNothing(JsonValue given) {
        return given instanceof JsonNull || (given instanceof JsonText(String text) && text.isEmpty());
    }
}
