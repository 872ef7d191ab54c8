package meta.core.config;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.Prefix;

/** Points out that a prefix in a configuration is valid, but may not be the intended one. */
final class PrefixNotes {
    private PrefixNotes() {}

    /**
     * {@return the notes about a prefix, each without the place in the configuration}
     *
     * @param text the prefix as the configuration gives it
     */
    static List<String> of(Prefix block, String text) {
        List<String> notes = new ArrayList<>();
        if (hasHostBits(text.strip(), block)) {
            notes.add("\"" + text.strip() + "\" has host bits set; " + block + " is used");
        }
        if (block.isAll()) {
            String family = block.family().equals(Family.IPV4) ? "IPv4" : "IPv6";
            notes.add(block + " contains every " + family + " address: a route to it takes all " + family
                    + " traffic instead of the default route");
        }
        return notes;
    }

    /**
     * {@return whether the text is a CIDR with host bits that denotes the prefix} False for another notation, which a parser of a third
     * party may accept.
     */
    private static boolean hasHostBits(String text, Prefix block) {
        int slash = text.indexOf('/');
        try {
            return slash > 0
                    && Prefix.parseContaining(text).equals(block)
                    && !IpAddress.parse(text.substring(0, slash)).equals(block.address());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
