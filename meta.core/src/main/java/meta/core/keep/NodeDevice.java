package meta.core.keep;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import meta.core.cni.VisibleText;
import meta.netlink.LinkFlags;
import meta.netlink.message.LinkMessage;

/**
 * The properties of a device of the node that a plan can depend on.
 *
 * @param name its name, escaped for a log
 * @param pod the nsid of the namespace that its peer is in; empty if the device is not one end of a pair, or its peer is in the node's namespace
 * @param isUp whether it is up and has a carrier
 * @param identity a hash of its link-layer address, MTU, master and alias
 */
record NodeDevice(String name, OptionalInt pod, boolean isPaired, boolean isUp, int identity) {
    private static final Set<String> PAIRS = Set.of("veth", "netkit");

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

    /** {@return the device as if it were not one end of a pair} */
    NodeDevice asNic() {
        return new NodeDevice(name, OptionalInt.empty(), false, isUp, identity);
    }

    /** {@return the difference from another, earlier state of the device, in words} */
    String changeFrom(NodeDevice before) {
        if (before.isUp != isUp) {
            return name + (isUp ? " is up" : " is down");
        }
        return before.name.equals(name) ? name + " changed" : before.name + " renamed to " + name;
    }
}
