package example.staticroutes;

import meta.netlink.IpAddress;
import meta.netlink.Prefix;

/**
 * A route that the user configures.
 *
 * @param to the destination
 * @param via the gateway, of the same address family as the destination
 */
record StaticRoute(Prefix to, IpAddress via) {

    /**
     * {@return the route that a text such as {@code 203.0.113.0/24 via 172.18.0.254} describes} The host bits of the destination are
     * cleared.
     *
     * @throws IllegalArgumentException if the text has another form, or destination and gateway are of different address families
     */
    static StaticRoute parse(String text) {
        String[] words = text.strip().split("\\s+");
        if (words.length != 3 || !words[1].equals("via")) {
            throw new IllegalArgumentException("expected: SUBNET via ROUTER");
        }
        Prefix to = Prefix.parseContaining(words[0]);
        IpAddress via = IpAddress.parse(words[2]);
        if (!to.family().equals(via.family())) {
            throw new IllegalArgumentException(to + " and " + via + " are not of one family");
        }
        return new StaticRoute(to, via);
    }
}
