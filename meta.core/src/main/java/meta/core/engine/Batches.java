package meta.core.engine;

import java.util.ArrayList;
import java.util.List;
import meta.spi.net.Address;
import meta.spi.net.Link;
import meta.spi.net.Neighbor;
import meta.spi.net.Route;
import meta.spi.net.Rule;
import meta.spi.net.SysctlValue;
import meta.spi.net.VethPair;

/**
 * Cuts changes where one has to be through before the next can begin.
 *
 * <p>A new device has no index before it is made, and a setting is no netlink message. All else between goes together.
 */
final class Batches {
    private Batches() {}

    static List<List<Change>> of(List<Change> changes) {
        List<List<Change>> batches = new ArrayList<>();
        List<Change> together = new ArrayList<>();
        for (Change change : changes) {
            boolean alone = isAlone(change);
            if (!together.isEmpty() && (alone || isAlone(together.getFirst()))) {
                batches.add(together);
                together = new ArrayList<>();
            }
            together.add(change);
        }
        if (!together.isEmpty()) {
            batches.add(together);
        }
        return batches;
    }

    private static boolean isAlone(Change change) {
        return switch (change.object()) {
            case VethPair _, Link _, SysctlValue _ -> true;
            case Address _, Route _, Rule _, Neighbor _ -> false;
        };
    }
}
