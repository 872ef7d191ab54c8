package meta.core.kernel;

import java.util.HashSet;
import java.util.Set;
import meta.netlink.LinkFlags;
import meta.netlink.MacAddress;
import meta.netlink.message.LinkInfo;
import meta.netlink.message.LinkMessage;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.VethPair;
import org.jspecify.annotations.Nullable;

/** Translates devices ({@link Link}) from and to netlink messages, and veth pairs to netlink messages. */
public final class LinkMapping {
    private LinkMapping() {}

    /** {@return the indexes of the device's master and, for a VLAN or a macvlan, of its parent device if that is in the same namespace} */
    public static Set<Integer> related(LinkMessage message) {
        Set<Integer> related = new HashSet<>();
        addIndex(message.master(), related);
        if (message.peerNsid() == null && LinkDataMapping.isOnDevice(message.kind())) {
            addIndex(message.peerIndex(), related);
        }
        return related;
    }

    private static void addIndex(@Nullable Integer index, Set<Integer> indexes) {
        if (index != null && index != 0) {
            indexes.add(index);
        }
    }

    /**
     * {@return the device} Its master and its parent device are empty if {@code devices} does not contain them.
     *
     * @param peer the name of the device's peer in the other namespace of the call; empty if there is none, or its name is not known
     */
    public static Link read(LinkMessage message, Netns netns, String peer, Devices devices) {
        String name = message.name();
        String kind = message.kind();
        MacAddress lladdr = message.address();
        Integer mtu = message.mtu();
        Integer txqueuelen = message.txQueueLength();
        String alias = message.alias();
        Link link = Link.of(netns, name == null ? "" : name, kind == null ? "" : kind)
                .withLladdr(lladdr == null ? MacAddress.NONE : lladdr)
                .withMtu(mtu == null ? 0 : mtu)
                .withTxqueuelen(txqueuelen == null ? 0 : txqueuelen)
                .withAlias(alias == null ? "" : alias)
                .withUp(message.flags().has(LinkFlags.UP))
                .withMaster(master(message, devices))
                .withPeer(peer);
        return LinkDataMapping.read(message, devices).map(link::withData).orElse(link);
    }

    private static String master(LinkMessage message, Devices devices) {
        Integer master = message.master();
        return master == null ? "" : devices.name(master).orElse("");
    }

    /**
     * {@return the message that creates the device, down, without alias and master} The caller must then set these properties by a message
     * of {@link #change}: the kernel ignores an alias in a message that creates a device.
     *
     * @throws IllegalArgumentException if {@code devices} does not contain the parent device
     */
    public static LinkMessage creation(Link link, Devices devices) {
        LinkMessage message = described(link).withInfo(LinkInfo.of(link.kind(), LinkDataMapping.write(link.data())));
        return link.lower().isEmpty() ? message : message.withPeerIndex(devices.index(link.lower()));
    }

    /**
     * {@return the message that creates both ends of the pair, down, without alias and master} It must be sent in the node's namespace. The
     * caller must then set these properties by messages of {@link #change}: the kernel cannot set one end up before the other exists.
     *
     * <p>The message already contains the planned link-layer addresses. Otherwise, a program that watches for new devices could assign
     * others.
     *
     * @param podDescriptor a file descriptor of the pod's namespace
     */
    public static LinkMessage creation(VethPair pair, int podDescriptor) {
        LinkMessage inside = described(pair.pod()).withNamespaceFd(podDescriptor);
        return described(pair.host()).withInfo(LinkInfo.veth(inside));
    }

    /**
     * {@return a message with the name of the device, its MTU, its link-layer address and its queue length} Properties that the plan leaves
     * to the kernel, and the default queue length of a veth, are missing.
     */
    private static LinkMessage described(Link link) {
        LinkMessage message = LinkMessage.named(link.name());
        boolean isKernels = link.txqueuelen() == Link.KERNEL_TXQUEUELEN
                || (link.kind().equals("veth") && link.txqueuelen() == Link.DEFAULT_TXQUEUELEN);
        message = isKernels ? message : message.withTxQueueLength(link.txqueuelen());
        message = link.mtu() == 0 ? message : message.withMtu(link.mtu());
        return link.lladdr().equals(MacAddress.NONE) ? message : message.withAddress(link.lladdr());
    }

    /**
     * {@return the message that sets those properties that differ: link-layer address, MTU, queue length, alias, master, up or down}
     *
     * @param after the wanted state; its name is the name of the device
     * @throws IllegalArgumentException if {@code devices} does not contain the new master
     */
    public static LinkMessage change(Link before, Link after, Devices devices) {
        LinkMessage message = LinkMessage.named(after.name());
        if (!before.lladdr().equals(after.lladdr())) {
            message = message.withAddress(after.lladdr());
        }
        if (before.mtu() != after.mtu()) {
            message = message.withMtu(after.mtu());
        }
        if (before.txqueuelen() != after.txqueuelen()) {
            message = message.withTxQueueLength(after.txqueuelen());
        }
        if (!before.alias().equals(after.alias())) {
            message = message.withAlias(after.alias());
        }
        if (!before.master().equals(after.master())) {
            message = message.withMaster(after.master().isEmpty() ? 0 : devices.index(after.master()));
        }
        if (before.up() != after.up()) {
            message = after.up() ? message.up() : message.down();
        }
        return message;
    }
}
