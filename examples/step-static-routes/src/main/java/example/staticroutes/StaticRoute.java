package example.staticroutes;

import meta.netlink.IpAddress;
import meta.netlink.Prefix;

/**
 * What the configuration says of one route.
 *
 * @param to where it leads
 * @param via the router, of the same family
 */
record StaticRoute(Prefix to, IpAddress via) {

    /** Reads {@code SUBNET via ROUTER}. An {@link IllegalArgumentException} is shown to the author of the configuration. */
    static StaticRoute parse(String text) {
        String[] words = text.strip().split("\\s+");
        if (words.length != 3 || !words[1].equals("via")) {
            throw new IllegalArgumentException("it is not: SUBNET via ROUTER");
        }
        Prefix to = Prefix.parseContaining(words[0]);
        IpAddress via = IpAddress.parse(words[2]);
        if (!to.family().equals(via.family())) {
            throw new IllegalArgumentException(to + " and " + via + " are not of one family");
        }
        return new StaticRoute(to, via);
    }
}
