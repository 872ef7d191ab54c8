package meta.spi;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meta.spi.net.Link;

/**
 * One NIC of one pod in one network (CNI spec 1.1.0 "Parameters"). The network name, the container id and the interface name identify an
 * attachment. The values are not checked.
 */
public sealed interface Attachment {
    /** {@return an attachment with these values} */
    static Attachment of(String network, String containerId, String ifname, String netns) {
        return new PlainAttachment(network, containerId, ifname, netns);
    }

    /**
     * {@return the mark of this attachment: a text for the {@code ifalias} of the attachment's links, at most 255 bytes for a valid
     * request}
     *
     * <p>The mark contains the network name, the container id and the interface name. A network name or container id of more than 100
     * characters is cut to 100 characters, which end in a checksum of the whole text.
     */
    default String mark() {
        return beginning(network()) + "container=" + fitted(containerId()) + " ifname=" + ifname();
    }

    /** {@return whether an {@code ifalias} is the mark of an attachment in this network} */
    static boolean isMarkOf(String network, String alias) {
        return isMark(alias) && alias.startsWith(beginning(network));
    }

    /**
     * {@return the attachment that a mark names; empty if the text is not a mark}
     *
     * <p>{@link #netns} of the result is empty. Names that the mark contains in cut form stay cut.
     */
    static Optional<Attachment> ofMark(String alias) {
        Matcher mark = PlainAttachment.MARK.matcher(alias);
        return mark.matches() ? Optional.of(of(mark.group(1), mark.group(2), mark.group(3), "")) : Optional.empty();
    }

    /** {@return the interface name in a mark; empty if the text is not the mark of an attachment of this container} */
    default Optional<String> ifnameIn(String alias) {
        String before = " container=" + fitted(containerId()) + " ifname=";
        int place = alias.indexOf(before);
        return isMark(alias) && place >= 0 ? Optional.of(alias.substring(place + before.length())) : Optional.empty();
    }

    /**
     * {@return whether a device of the host is the host end of this attachment's veth pair}
     *
     * <p>This is a veth device that has the mark of the attachment, or that {@link #isUnmarkedHostEnd} recognizes after an interrupted ADD.
     * The mark alone is no proof: a NIC that was moved into a pod can return to the host with an alias that a process in the pod has set.
     */
    default boolean isHostEnd(Link ofHost) {
        return (ofHost.alias().equals(mark()) || isUnmarkedHostEnd(ofHost))
                && ofHost.kind().equals("veth");
    }

    /**
     * {@return whether a device of the host has no alias and the {@linkplain StableMac#ofHostEnd link-layer address} of this attachment's
     * host end}
     */
    default boolean isUnmarkedHostEnd(Link ofHost) {
        return ofHost.alias().isEmpty() && ofHost.lladdr().equals(StableMac.ofHostEnd(this));
    }

    private static String beginning(String network) {
        return PlainAttachment.PREFIX + " network=" + fitted(network) + " ";
    }

    /** {@return whether an {@code ifalias} is the mark of any attachment} */
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

    /** {@return the name of the network, from the network configuration} */
    String network();

    /** {@return the id of the pod's container, from {@code CNI_CONTAINERID}} */
    String containerId();

    /** {@return the name of the NIC in the pod, from {@code CNI_IFNAME}} */
    String ifname();

    /** {@return the path of the pod's network namespace, from {@code CNI_NETNS}; empty if it is not known} */
    String netns();
}

record PlainAttachment(String network, String containerId, String ifname, String netns) implements Attachment {
    static final String PREFIX = "meta-plugins";
    static final Pattern MARK =
            Pattern.compile(PREFIX + " network=([^ ]*) container=([^ ]+) ifname=([^ ]+)"); // no part has a blank
    static final int LONGEST_PART = 100; // two such parts and an ifname fit into the 255 bytes of an ifalias
}
