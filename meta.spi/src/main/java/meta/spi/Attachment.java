package meta.spi;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meta.spi.net.Link;

/**
 * One NIC of one pod in one network (CNI spec 1.1.0 "Parameters"). Network name, container id and interface name identify it. Network name and
 * container id consist of ASCII letters, digits, {@code _}, {@code .} and {@code -}.
 */
public final class Attachment {
    private static final String PREFIX = "meta-plugins";
    private static final Pattern MARK =
            Pattern.compile(PREFIX + " network=([^ ]*) container=([^ ]+) ifname=([^ ]+)"); // no part has a blank
    private static final String VETH = "veth"; // the kind of a pair
    private static final int LONGEST_PART = 100; // three parts and their names stay below the 255 bytes of an ifalias

    private final String network;
    private final String containerId;
    private final String ifname;
    private final String netns;

    private Attachment(String network, String containerId, String ifname, String netns) {
        this.network = network;
        this.containerId = containerId;
        this.ifname = ifname;
        this.netns = netns;
    }

    /** {@return an attachment with these properties, which have methods of the same names} */
    public static Attachment of(String network, String containerId, String ifname, String netns) {
        return new Attachment(network, containerId, ifname, netns);
    }

    /**
     * {@return the {@code ifalias} of a link that was created for this attachment, at most 255 bytes}
     *
     * <p>It contains network, container id and interface. A part of more than 100 characters is cut and ends in a checksum of the whole part.
     */
    public String mark() {
        return beginning(network) + "container=" + fitted(containerId) + " ifname=" + ifname;
    }

    /** {@return whether an {@code ifalias} is the mark of an attachment in this network} */
    public static boolean isMarkOf(String network, String alias) {
        return isMark(alias) && alias.startsWith(beginning(network));
    }

    /** {@return the attachment in a mark, with cut parts and without the path of its namespace; empty for any other text} */
    public static Optional<Attachment> ofMark(String alias) {
        Matcher mark = MARK.matcher(alias);
        return mark.matches()
                ? Optional.of(new Attachment(mark.group(1), mark.group(2), mark.group(3), ""))
                : Optional.empty();
    }

    /** {@return the interface in the mark of an attachment of the same container; empty for any other text} */
    public Optional<String> ifnameIn(String alias) {
        String before = " container=" + fitted(containerId) + " ifname=";
        int place = alias.indexOf(before);
        return isMark(alias) && place >= 0 ? Optional.of(alias.substring(place + before.length())) : Optional.empty();
    }

    /**
     * {@return whether a device of the host is the host end of this attachment's veth pair: it carries the mark, or an interrupted ADD created
     * it and did not set the mark}
     *
     * <p>The mark alone is no proof. A NIC that was moved into a pod (SR-IOV, host-device) returns to the host with the name and alias that the
     * pod gave it, but it is not a veth device.
     */
    public boolean isHostEnd(Link ofHost) {
        return (ofHost.alias().equals(mark()) || isUnmarkedHostEnd(ofHost))
                && ofHost.kind().equals(VETH);
    }

    /** {@return whether a device of the host has the link-layer address of this attachment's host end, and no alias} */
    public boolean isUnmarkedHostEnd(Link ofHost) {
        return ofHost.alias().isEmpty() && ofHost.lladdr().equals(StableMac.ofHostEnd(this));
    }

    private static String beginning(String network) {
        return PREFIX + " network=" + fitted(network) + " ";
    }

    /**
     * {@return whether an {@code ifalias} is the mark of an attachment}
     *
     * <p>A text that only begins like a mark is not a mark: its device may belong to another program.
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

    /** {@return the name of the network} */
    public String network() {
        return network;
    }

    /** {@return the {@code CNI_CONTAINERID}} */
    public String containerId() {
        return containerId;
    }

    /** {@return the {@code CNI_IFNAME}: the name of the NIC that the main plugin of the chain has created} */
    public String ifname() {
        return ifname;
    }

    /** {@return the path in {@code CNI_NETNS}; empty for a DEL without it} */
    public String netns() {
        return netns;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attachment that
                && network.equals(that.network)
                && containerId.equals(that.containerId)
                && ifname.equals(that.ifname)
                && netns.equals(that.netns);
    }

    @Override
    public int hashCode() {
        int hash = network.hashCode();
        hash = 31 * hash + containerId.hashCode();
        hash = 31 * hash + ifname.hashCode();
        return 31 * hash + netns.hashCode();
    }

    @Override
    public String toString() {
        return "Attachment[network=" + network + ", containerId=" + containerId + ", ifname=" + ifname + ", netns="
                + netns + "]";
    }
}
