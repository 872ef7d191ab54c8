package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.LinkFlags;
import meta.netlink.MacAddress;
import org.jspecify.annotations.Nullable;

/**
 * A network device: {@code struct ifinfomsg} and its {@code IFLA_} attributes ({@code linux/if_link.h}).
 *
 * @param family {@code AF_UNSPEC}, but for bridge ports
 * @param deviceType the hardware type ({@code linux/if_arp.h ARPHRD_}), 0 to 65535; 1 is Ethernet
 * @param ifindex the device's index in its namespace, 0 where it is named otherwise or not yet known
 * @param flags what the device is; in a request, what those flags should be that {@code change} names
 * @param change which of the flags a request sets
 * @param name its name, 1 to 15 bytes ({@code IFLA_IFNAME})
 * @param address its link-layer address ({@code IFLA_ADDRESS}) where that has six bytes; one of another length is in {@code unknown}
 * @param mtu the largest packet in bytes ({@code IFLA_MTU})
 * @param txQueueLength packets that may wait to be sent ({@code IFLA_TXQLEN})
 * @param alias a text for people, up to 255 bytes ({@code IFLA_IFALIAS})
 * @param peerIndex the index of the veth's other end, or of the device below a macvlan or VLAN ({@code IFLA_LINK})
 * @param peerNamespaceId the namespace that {@code peerIndex} counts in, where it is not this one ({@code IFLA_LINK_NETNSID})
 * @param namespaceFd a descriptor of the namespace that the device should go to ({@code IFLA_NET_NS_FD}); requests only
 * @param master the index of the bridge, bond or VRF that it belongs to ({@code IFLA_MASTER})
 * @param info what kind of device it is ({@code IFLA_LINKINFO}); devices of hardware have none
 * @param unknown all other attributes
 */
public record LinkMessage(
        Family family,
        int deviceType,
        int ifindex,
        LinkFlags flags,
        LinkFlags change,
        @Nullable String name,
        @Nullable MacAddress address,
        @Nullable Integer mtu,
        @Nullable Integer txQueueLength,
        @Nullable String alias,
        @Nullable Integer peerIndex,
        @Nullable Integer peerNamespaceId,
        @Nullable Integer namespaceFd,
        @Nullable Integer master,
        @Nullable LinkInfo info,
        List<Attribute> unknown)
        implements NetlinkMessage {

    private static final LinkMessage NOTHING_SAID = new LinkMessage(
            Family.UNSPEC,
            0,
            0,
            LinkFlags.NONE,
            LinkFlags.NONE,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of());

    public LinkMessage {
        Ranges.requireUnsignedShort("ifi_type", deviceType);
        unknown = List.copyOf(unknown);
    }

    /** {@return what a request for every device says} */
    public static LinkMessage any() {
        return NOTHING_SAID;
    }

    public static LinkMessage named(String name) {
        return NOTHING_SAID.withName(name);
    }

    public static LinkMessage indexed(int ifindex) {
        return NOTHING_SAID.withIfindex(ifindex);
    }

    /**
     * {@return both ends of a veth pair to be made, one of them in another namespace}
     *
     * <p>Both MAC addresses are set while the pair is made, so that nobody who watches for new devices gives it others.
     *
     * <p>Both are down at first, and neither has an alias: the kernel refuses to switch on an end that has no other end yet, and ignores an
     * alias for a device that is not there yet. Ask for both in the next request of the batch.
     *
     * @param peerNamespaceFd a descriptor of the namespace of the other end
     */
    public static LinkMessage vethPair(
            String name, MacAddress address, int mtu, String peerName, MacAddress peerAddress, int peerNamespaceFd) {
        LinkMessage peer = named(peerName).withAddress(peerAddress).withMtu(mtu).withNamespaceFd(peerNamespaceFd);
        return named(name).withAddress(address).withMtu(mtu).withInfo(LinkInfo.veth(peer));
    }

    /** {@return the name of the driver, such as {@code veth}; null where the device tells none} */
    public @Nullable String kind() {
        return info == null ? null : info.kind();
    }

    /** {@return the same device, to be switched on} */
    public LinkMessage up() {
        return withFlags(flags.with(LinkFlags.UP), change.with(LinkFlags.UP));
    }

    /** {@return the same device, to be switched off} */
    public LinkMessage down() {
        return withFlags(flags.without(LinkFlags.UP), change.with(LinkFlags.UP));
    }

    /** {@return the same device with these flags, of which a request sets those that {@code newChange} names} */
    public LinkMessage withFlags(LinkFlags newFlags, LinkFlags newChange) {
        LinkDraft draft = new LinkDraft(this);
        draft.flags = newFlags;
        draft.change = newChange;
        return draft.message();
    }

    public LinkMessage withIfindex(int newIfindex) {
        LinkDraft draft = new LinkDraft(this);
        draft.ifindex = newIfindex;
        return draft.message();
    }

    public LinkMessage withName(String newName) {
        LinkDraft draft = new LinkDraft(this);
        draft.name = newName;
        return draft.message();
    }

    public LinkMessage withAddress(MacAddress newAddress) {
        LinkDraft draft = new LinkDraft(this);
        draft.address = newAddress;
        return draft.message();
    }

    public LinkMessage withMtu(int newMtu) {
        LinkDraft draft = new LinkDraft(this);
        draft.mtu = newMtu;
        return draft.message();
    }

    public LinkMessage withTxQueueLength(int newTxQueueLength) {
        LinkDraft draft = new LinkDraft(this);
        draft.txQueueLength = newTxQueueLength;
        return draft.message();
    }

    public LinkMessage withAlias(String newAlias) {
        LinkDraft draft = new LinkDraft(this);
        draft.alias = newAlias;
        return draft.message();
    }

    public LinkMessage withMaster(int newMaster) {
        LinkDraft draft = new LinkDraft(this);
        draft.master = newMaster;
        return draft.message();
    }

    public LinkMessage withNamespaceFd(int newNamespaceFd) {
        LinkDraft draft = new LinkDraft(this);
        draft.namespaceFd = newNamespaceFd;
        return draft.message();
    }

    public LinkMessage withInfo(LinkInfo newInfo) {
        LinkDraft draft = new LinkDraft(this);
        draft.info = newInfo;
        return draft.message();
    }

    public LinkMessage withUnknown(List<Attribute> newUnknown) {
        LinkDraft draft = new LinkDraft(this);
        draft.unknown = newUnknown;
        return draft.message();
    }
}
