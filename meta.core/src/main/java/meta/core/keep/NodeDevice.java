package meta.core.keep;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import meta.core.cni.VisibleText;
import meta.netlink.LinkFlags;
import meta.netlink.message.LinkMessage;

/**
 * The properties of a device of the node that matter to attachments.
 *
 * @param name the name, escaped for a log
 * @param pod the nsid of another namespace that contains the peer of the pair; empty if there is none, or it has no nsid
 * @param isPaired whether the device is one end of a veth or netkit pair
 * @param isUp whether the device is up and has a carrier
 * @param identity a hash of the MAC address, MTU, master and alias
 */
record NodeDevice(String name, OptionalInt pod, boolean isPaired, boolean isUp, int identity) {
    private static final Set<String> PAIRS = Set.of("veth", "netkit");

    /** {@return the properties in a message of the kernel} */
    static NodeDevice of(LinkMessage message) {
        String kind = message.kind();
        boolean paired = kind != null && PAIRS.contains(kind);
        Integer namespace = message.peerNsid();
        boolean isUp = message.flags().has(LinkFlags.UP) && message.flags().has(LinkFlags.LOWER_UP);
        return new NodeDevice(
                VisibleText.of(String.valueOf(message.name())),
                paired && namespace != null && namespace >= 0 ? OptionalInt.of(namespace) : OptionalInt.empty(),
                paired,
                isUp,
                Objects.hash(message.address(), message.mtu(), message.master(), message.alias()));
    }

    /** {@return the properties as if the device were not one end of a pair} */
    NodeDevice asNic() {
        return new NodeDevice(name, OptionalInt.empty(), false, isUp, identity);
    }

    /** {@return a text about the change from an earlier state, which must differ from this one} */
    String changeFrom(NodeDevice before) {
        if (before.isUp != isUp) {
            return name + (isUp ? " is up" : " is down");
        }
        return before.name.equals(name) ? name + " changed" : before.name + " renamed to " + name;
    }
}
