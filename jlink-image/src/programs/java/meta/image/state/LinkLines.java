package meta.image.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import meta.image.cni.Json;
import meta.image.topology.Namespace;

/** Converts the output of {@code ip -j -d addr show} to lines: one for the link, and one for each address. */
final class LinkLines {
    private static final List<String> ADDRESS_FLAGS = List.of(
            "secondary", "deprecated", "dadfailed", "nodad", "home", "temporary", "mngtmpaddr", "noprefixroute");

    private LinkLines() {}

    static List<String> of(Json link) {
        String name = link.get("ifname").text();
        List<String> lines = new ArrayList<>();
        lines.add("link " + name + word("", kind(link)) + " mtu "
                + link.get("mtu").text()
                + (flags(link).contains("UP") ? " up" : " down") + word("lladdr", link.get("address", ""))
                + word("master", link.get("master", "")) + quoted("alias", link.get("ifalias", "")));
        for (Json address : link.items("addr_info")) {
            lines.add("addr " + address.get("local").text() + word("peer", address.get("address", "")) + "/"
                    + address.get("prefixlen").text() + " dev " + name + " scope "
                    + address.get("scope").text()
                    + ADDRESS_FLAGS.stream()
                            .filter(address::has)
                            .map(flag -> " " + flag)
                            .collect(Collectors.joining()));
        }
        return lines;
    }

    /**
     * {@return whether the kernel has completed the link's IPv6 configuration: the link has a link-local address unless IPv6 is disabled,
     * and each IPv6 address has its route in table local, except addresses whose DAD has failed} The kernel adds such a route some time
     * after the address. Links without carrier and loopback devices are always settled.
     *
     * @param routes the output of {@code ip -j -d route show table all}
     */
    static boolean isSettled(Json link, Json routes, Namespace namespace) {
        if (!flags(link).contains("LOWER_UP") || flags(link).contains("LOOPBACK")) {
            return true;
        }
        List<Json> addresses = link.items("addr_info").stream()
                .filter(address -> address.get("family").text().equals("inet6"))
                .toList();
        String name = link.get("ifname").text();
        boolean hasLinkLocal = addresses.stream()
                .anyMatch(address -> address.get("scope").text().equals("link"));
        return addresses.stream().allMatch(address -> address.has("dadfailed") || hasLocalRoute(address, name, routes))
                && (hasLinkLocal
                        || namespace
                                .sysctl("net/ipv6/conf/" + name + "/disable_ipv6")
                                .equals("1"));
    }

    private static boolean hasLocalRoute(Json address, String device, Json routes) {
        return routes.items().stream()
                .anyMatch(route -> route.get("type", "").equals("local")
                        && route.get("dev", "").equals(device)
                        && route.get("dst", "").equals(address.get("local").text()));
    }

    private static Set<String> flags(Json link) {
        return link.get("flags").items().stream().map(Json::text).collect(Collectors.toSet());
    }

    private static String kind(Json link) {
        return link.has("linkinfo") ? link.get("linkinfo").get("info_kind", "") : "";
    }

    private static String word(String key, String value) {
        return value.isEmpty() ? "" : (key.isEmpty() ? " " : " " + key + " ") + value;
    }

    private static String quoted(String key, String value) {
        return value.isEmpty() ? "" : " " + key + " \"" + value + "\"";
    }
}
