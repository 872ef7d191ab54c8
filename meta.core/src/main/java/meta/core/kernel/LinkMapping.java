package meta.core.kernel;

import meta.netlink.LinkFlags;
import meta.netlink.MacAddress;
import meta.netlink.message.LinkInfo;
import meta.netlink.message.LinkMessage;
import meta.spi.net.Link;
import meta.spi.net.Netns;
import meta.spi.net.VethPair;

/** Translates links and veth pairs from and to netlink messages. */
public final class LinkMapping {
    private LinkMapping() {}

    /**
     * {@return the device}
     *
     * @param peer the name of its other end in the other namespace; empty if it has none
     */
    public static Link read(LinkMessage message, Netns netns, String peer) {
        String name = message.name();
        String kind = message.kind();
        MacAddress lladdr = message.address();
        Integer mtu = message.mtu();
        Integer txqueuelen = message.txQueueLength();
        String alias = message.alias();
        return new Link(
                netns,
                name == null ? "" : name,
                kind == null ? "" : kind,
                lladdr == null ? MacAddress.NONE : lladdr,
                mtu == null ? 0 : mtu,
                txqueuelen == null ? 0 : txqueuelen,
                alias == null ? "" : alias,
                message.flags().has(LinkFlags.UP),
                peer);
    }

    /** {@return the new device, down and without its alias: the kernel ignores an alias in this message} */
    public static LinkMessage creation(Link link) {
        LinkMessage message =
                queued(LinkMessage.named(link.name()), link).withMtu(link.mtu()).withInfo(LinkInfo.of(link.kind()));
        return link.lladdr().equals(MacAddress.NONE) ? message : message.withAddress(link.lladdr());
    }

    /**
     * {@return the new pair with both ends down: the kernel cannot set an end up before both exist}
     *
     * <p>The message contains both link-layer addresses, so that no program that watches for new devices assigns others.
     *
     * @param podDescriptor a descriptor of the pod's namespace
     */
    public static LinkMessage creation(VethPair pair, int podDescriptor) {
        LinkMessage inside = queued(LinkMessage.named(pair.pod().name()), pair.pod())
                .withAddress(pair.pod().lladdr())
                .withMtu(pair.pod().mtu())
                .withNamespaceFd(podDescriptor);
        return queued(LinkMessage.named(pair.host().name()), pair.host())
                .withAddress(pair.host().lladdr())
                .withMtu(pair.host().mtu())
                .withInfo(LinkInfo.veth(inside));
    }

    private static LinkMessage queued(LinkMessage message, Link link) {
        boolean isDefault = link.txqueuelen() == Link.DEFAULT_TXQUEUELEN;
        return isDefault ? message : message.withTxQueueLength(link.txqueuelen());
    }

    /** {@return the message that turns one state of a device into the other; it contains only what differs} */
    public static LinkMessage change(Link before, Link after) {
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
        if (before.up() != after.up()) {
            message = after.up() ? message.up() : message.down();
        }
        return message;
    }
}
