package meta.image.state;

import java.util.List;
import meta.image.cni.Json;

/** Converts the output of {@code ip -j neigh show} to lines. Only neighbours that are permanent or have a protocol number get a line. */
final class NeighborLines {
    private NeighborLines() {}

    static List<String> of(Json neighbors) {
        return neighbors.items().stream()
                .filter(NeighborLines::isShown)
                .map(neighbor -> "neigh " + neighbor.get("dst").text() + " dev "
                        + neighbor.get("dev").text() + " lladdr " + neighbor.get("lladdr", "none") + " "
                        + state(neighbor)
                        + (neighbor.has("protocol")
                                ? " proto " + neighbor.get("protocol").text()
                                : ""))
                .toList();
    }

    private static boolean isShown(Json neighbor) {
        return neighbor.has("protocol") || state(neighbor).equals("PERMANENT");
    }

    private static String state(Json neighbor) {
        return neighbor.has("state") // ip prints no state for some neighbours, such as those that are being resolved
                ? String.join(
                        ",",
                        neighbor.get("state").items().stream().map(Json::text).toList())
                : "NONE";
    }
}
