package meta.spi;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meta.spi.net.Link;

/**
 * Which NIC of which pod a call is about (CNI spec 1.1.0 "Parameters"): network, container and interface name identify it. The
 * spec lets network and container id have letters, digits, {@code _}, {@code .} and {@code -} of ASCII only.
 *
 * @param network the network's name
 * @param containerId the {@code CNI_CONTAINERID}
 * @param ifname the {@code CNI_IFNAME}: the NIC that the main plugin of the chain has made
 * @param netns the path at {@code CNI_NETNS}; empty where a DEL names none
 */
public record Attachment(String network, String containerId, String ifname, String netns) {
    private static final String PREFIX = "meta-plugins";
    private static final Pattern MARK =
            Pattern.compile(PREFIX + " network=([^ ]*) container=([^ ]+) ifname=([^ ]+)"); // no part has a blank
    private static final String VETH = "veth"; // the kind of a pair
    private static final int LONGEST_PART = 100; // three parts and their names stay below the 255 bytes of an ifalias

    /**
     * {@return the text that marks a link as made for this attachment, at most 255 bytes}
     *
     * <p>It names network, container id and interface; a part too long for that is cut, and ends in a checksum of the whole.
     */
    public String mark() {
        return beginning(network) + "container=" + fitted(containerId) + " ifname=" + ifname;
    }

    /** {@return whether an {@code ifalias} is the mark of an attachment to this network} */
    public static boolean isMarkOf(String network, String alias) {
        return isMark(alias) && alias.startsWith(beginning(network));
    }

    /** {@return the attachment that a mark names, without the path of its namespace; empty for any other text} */
    public static Optional<Attachment> ofMark(String alias) {
        Matcher mark = MARK.matcher(alias);
        return mark.matches()
                ? Optional.of(new Attachment(mark.group(1), mark.group(2), mark.group(3), ""))
                : Optional.empty();
    }

    /** {@return the interface that the mark of an attachment of the same container names; empty for any other text} */
    public Optional<String> ifnameIn(String alias) {
        String before = " container=" + fitted(containerId) + " ifname=";
        int place = alias.indexOf(before);
        return isMark(alias) && place >= 0 ? Optional.of(alias.substring(place + before.length())) : Optional.empty();
    }

    /**
     * {@return whether a device of the host is the end of a pair that was made for this attachment: it carries the mark, or was made by an ADD
     * that was cut off before it set the mark}
     *
     * <p>A mark alone says nothing: a NIC that a pod was given (SR-IOV, host-device) comes back to the host with the name and the alias that the
     * pod gave it; it is no veth.
     */
    public boolean isHostEnd(Link ofHost) {
        return (ofHost.alias().equals(mark()) || isUnmarkedHostEnd(ofHost))
                && ofHost.kind().equals(VETH);
    }

    /** {@return whether a device of the host has the address of this attachment's host end, and no mark yet} */
    public boolean isUnmarkedHostEnd(Link ofHost) {
        return ofHost.alias().isEmpty() && ofHost.lladdr().equals(StableMac.ofHostEnd(this));
    }

    private static String beginning(String network) {
        return PREFIX + " network=" + fitted(network) + " ";
    }

    /**
     * {@return whether an {@code ifalias} is the mark of an attachment, be it this one or another}
     *
     * <p>A text that only begins like a mark is not a mark; its device may belong to another program.
     */
    public static boolean isMark(String alias) {
        return MARK.matcher(alias).matches();
    }

    private static String fitted(String part) {
        if (part.length() <= LONGEST_PART) {
            return part;
        }
        String checksum = "~" + Integer.toHexString(part.hashCode());
        return part.substring(0, LONGEST_PART - checksum.length()) + checksum;
    }
}
