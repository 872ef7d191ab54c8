package meta.spi;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meta.spi.net.Link;

/**
 * One NIC of one pod in one network (CNI spec 1.1.0 "Parameters"). Network name, container id and interface name identify it. Network name and
 * container id consist of ASCII letters, digits, {@code _}, {@code .} and {@code -}.
 */
public sealed interface Attachment {
    /** {@return an attachment with these values} */
    static Attachment of(String network, String containerId, String ifname, String netns) {
        return new PlainAttachment(network, containerId, ifname, netns);
    }

    /**
     * {@return the {@code ifalias} that names this attachment, at most 255 bytes}
     *
     * <p>A network name or container id of more than 100 characters is cut and ends in a checksum of the whole.
     */
    default String mark() {
        return beginning(network()) + "container=" + fitted(containerId()) + " ifname=" + ifname();
    }

    /** {@return whether an {@code ifalias} is the mark of an attachment in this network} */
    static boolean isMarkOf(String network, String alias) {
        return isMark(alias) && alias.startsWith(beginning(network));
    }

    /** {@return the attachment that a mark names; empty for any other text} Cut parts stay cut, and {@link #netns} is empty. */
    static Optional<Attachment> ofMark(String alias) {
        Matcher mark = PlainAttachment.MARK.matcher(alias);
        return mark.matches() ? Optional.of(of(mark.group(1), mark.group(2), mark.group(3), "")) : Optional.empty();
    }

    /** {@return the interface in the mark of an attachment of this container; empty for any other text} */
    default Optional<String> ifnameIn(String alias) {
        String before = " container=" + fitted(containerId()) + " ifname=";
        int place = alias.indexOf(before);
        return isMark(alias) && place >= 0 ? Optional.of(alias.substring(place + before.length())) : Optional.empty();
    }

    /**
     * {@return whether a device of the host is the host end of this attachment's veth pair: a veth device that carries the mark, or that an
     * interrupted ADD created without setting the mark}
     *
     * <p>The mark alone is no proof: a NIC that was moved into a pod (SR-IOV, host-device) returns to the host with the alias that the pod gave it.
     */
    default boolean isHostEnd(Link ofHost) {
        return (ofHost.alias().equals(mark()) || isUnmarkedHostEnd(ofHost))
                && ofHost.kind().equals("veth");
    }

    /** {@return whether a device of the host has the link-layer address of this attachment's host end and no alias} */
    default boolean isUnmarkedHostEnd(Link ofHost) {
        return ofHost.alias().isEmpty() && ofHost.lladdr().equals(StableMac.ofHostEnd(this));
    }

    private static String beginning(String network) {
        return PlainAttachment.PREFIX + " network=" + fitted(network) + " ";
    }

    /** {@return whether an {@code ifalias} is the mark of an attachment; false for a text that only begins like one} */
    static boolean isMark(String alias) {
        return PlainAttachment.MARK.matcher(alias).matches();
    }

    private static String fitted(String part) {
        if (part.length() <= PlainAttachment.LONGEST_PART) {
            return part;
        }
        String checksum = "~" + Integer.toHexString(part.hashCode());
        return part.substring(0, PlainAttachment.LONGEST_PART - checksum.length()) + checksum;
    }

    /** {@return the name of the network} */
    String network();

    /** {@return the {@code CNI_CONTAINERID}} */
    String containerId();

    /** {@return the {@code CNI_IFNAME}: the name of the NIC} */
    String ifname();

    /** {@return the path in {@code CNI_NETNS}; empty for a DEL without this variable} */
    String netns();
}

record PlainAttachment(String network, String containerId, String ifname, String netns) implements Attachment {
    static final String PREFIX = "meta-plugins";
    static final Pattern MARK =
            Pattern.compile(PREFIX + " network=([^ ]*) container=([^ ]+) ifname=([^ ]+)"); // no part has a blank
    static final int LONGEST_PART = 100; // two such parts and an ifname fit into the 255 bytes of an ifalias
}
