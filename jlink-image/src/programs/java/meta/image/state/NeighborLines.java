package meta.image.state;

import java.util.List;
import meta.image.cni.Json;

/** Lines for neighbours that are permanent or have a protocol number, from {@code ip -j neigh show}. */
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
        return neighbor.has("state") // a neighbour that is being resolved has none
                ? String.join(
                        ",",
                        neighbor.get("state").items().stream().map(Json::text).toList())
                : "NONE";
    }
}
