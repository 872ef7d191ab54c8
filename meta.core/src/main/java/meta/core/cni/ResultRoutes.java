package meta.core.cni;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;

/** The routes that a result lists (CNI spec 1.1.0 "ADD Success", {@code routes}). What is not as the spec says is passed over. */
public final class ResultRoutes {
    private static final long MAIN = 254;
    private static final long MOST = 0xffff_ffffL;

    private ResultRoutes() {}

    /**
     * One entry of {@code routes} that is for table main.
     *
     * @param destination the addresses that it is for
     * @param gateway the next router: the route's own, else the first of {@code ips} of that family; unspecified where there is none
     * @param metric its {@code priority}; 0 where it names none
     * @param mtu in bytes; 0 where it names none
     */
    public record Entry(Prefix destination, IpAddress gateway, long metric, int mtu) {}

    /** {@return the entries for table main} */
    public static List<Entry> of(CniResult result) {
        JsonObject json = result.version().isAtLeast(CniVersion.V0_3_0)
                ? result.json()
                : result.in(CniVersion.LATEST).json();
        Map<Family, IpAddress> gateways = new HashMap<>();
        for (JsonValue element : json.elements("ips")) {
            if (element instanceof JsonObject entry) {
                address(entry.text("gateway")).ifPresent(gateway -> gateways.putIfAbsent(gateway.family(), gateway));
            }
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonValue element : json.elements("routes")) {
            if (element instanceof JsonObject entry) {
                read(entry, gateways).ifPresent(entries::add);
            }
        }
        return entries;
    }

    private static Optional<Entry> read(JsonObject entry, Map<Family, IpAddress> gateways) {
        long table = number(entry, "table");
        Optional<Cidr> destination = Cidr.of(entry.text("dst"));
        if (destination.isEmpty() || (table != 0 && table != MAIN)) {
            return Optional.empty();
        }
        Prefix block =
                Prefix.containing(destination.get().address(), destination.get().prefixLength());
        IpAddress none = IpAddress.unspecified(block.family());
        IpAddress gateway = address(entry.text("gw"))
                .filter(given -> given.family().equals(block.family()))
                .orElse(gateways.getOrDefault(block.family(), none));
        int mtu = (int) Math.min(number(entry, "mtu"), 65535);
        return Optional.of(new Entry(block, gateway, number(entry, "priority"), mtu));
    }

    private static long number(JsonObject entry, String key) {
        long number = entry.get(key) instanceof JsonNumber given ? given.whole().orElse(0) : 0;
        return number < 0 || number > MOST ? 0 : number;
    }

    private static Optional<IpAddress> address(String text) {
        return Cidr.of(text + "/0").map(Cidr::address);
    }
}
