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
 * @param family {@code AF_UNSPEC}; {@code AF_BRIDGE} for bridge ports
 * @param deviceType the hardware type ({@code linux/if_arp.h ARPHRD_}), 0 to 65535; 1 is Ethernet
 * @param ifindex the device's index in its namespace; 0 if a request identifies the device by name or creates it
 * @param flags in a request, the new values of the flags in {@code change}
 * @param name 1 to 15 bytes ({@code IFLA_IFNAME})
 * @param address an address that does not have six bytes is in {@code unknown} ({@code IFLA_ADDRESS})
 * @param txQueueLength in packets ({@code IFLA_TXQLEN})
 * @param alias up to 255 bytes ({@code IFLA_IFALIAS})
 * @param peerIndex the index of a veth's peer, or of the parent device of a macvlan or VLAN ({@code IFLA_LINK})
 * @param peerNsid the nsid of the namespace of {@code peerIndex} ({@code IFLA_LINK_NETNSID}); null for the device's own namespace; -1 if the other
 *     namespace is being deleted and has no nsid
 * @param namespaceFd a descriptor of the namespace to move the device to ({@code IFLA_NET_NS_FD}); requests only
 * @param master the index of the bridge, bond or VRF that the device belongs to ({@code IFLA_MASTER})
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
        @Nullable Integer peerNsid,
        @Nullable Integer namespaceFd,
        @Nullable Integer master,
        @Nullable LinkInfo info,
        List<Attribute> unknown)
        implements NetlinkMessage {

    private static final LinkMessage EMPTY = new LinkBuilder().build();

    public LinkMessage {
        FieldRangeCheck.requireUnsignedShort("ifi_type", deviceType);
        unknown = List.copyOf(unknown);
    }

    /** {@return the message for a dump of all devices; other components restrict the dump} */
    public static LinkMessage any() {
        return EMPTY;
    }

    /** {@return the device of this name, for a query or a change} */
    public static LinkMessage named(String name) {
        return EMPTY.withName(name);
    }

    /** {@return the device of this index, for a query or a change} */
    public static LinkMessage indexed(int ifindex) {
        return EMPTY.withIfindex(ifindex);
    }

    /**
     * {@return a new veth pair with one end in another namespace}
     *
     * <p>The MAC addresses are set at creation, because a program that watches for new devices could replace generated addresses. Only later
     * requests, also of the same batch, can set the ends up and give them an alias: the kernel refuses to set an end up before its peer exists, and
     * ignores an alias at creation.
     *
     * @param peerNamespaceFd a descriptor of the peer's namespace, which must stay open until the request is sent
     */
    public static LinkMessage vethPair(
            String name, MacAddress address, int mtu, String peerName, MacAddress peerAddress, int peerNamespaceFd) {
        LinkMessage peer = named(peerName).withAddress(peerAddress).withMtu(mtu).withNamespaceFd(peerNamespaceFd);
        return named(name).withAddress(address).withMtu(mtu).withInfo(LinkInfo.veth(peer));
    }

    /** {@return the name of the driver, such as {@code veth}; null without {@code info}, empty without a kind} */
    public @Nullable String kind() {
        return info == null ? null : info.kind();
    }

    public LinkMessage up() {
        return withFlags(flags.with(LinkFlags.UP), change.with(LinkFlags.UP));
    }

    public LinkMessage down() {
        return withFlags(flags.without(LinkFlags.UP), change.with(LinkFlags.UP));
    }

    /** {@return a copy of this message with these flags; a request sets or clears only the flags in {@code newChange}} */
    public LinkMessage withFlags(LinkFlags newFlags, LinkFlags newChange) {
        LinkBuilder builder = new LinkBuilder(this);
        builder.flags = newFlags;
        builder.change = newChange;
        return builder.build();
    }

    public LinkMessage withIfindex(int newIfindex) {
        LinkBuilder builder = new LinkBuilder(this);
        builder.ifindex = newIfindex;
        return builder.build();
    }

    public LinkMessage withName(String newName) {
        LinkBuilder builder = new LinkBuilder(this);
        builder.name = newName;
        return builder.build();
    }

    public LinkMessage withAddress(MacAddress newAddress) {
        LinkBuilder builder = new LinkBuilder(this);
        builder.address = newAddress;
        return builder.build();
    }

    public LinkMessage withMtu(int newMtu) {
        LinkBuilder builder = new LinkBuilder(this);
        builder.mtu = newMtu;
        return builder.build();
    }

    public LinkMessage withTxQueueLength(int newTxQueueLength) {
        LinkBuilder builder = new LinkBuilder(this);
        builder.txQueueLength = newTxQueueLength;
        return builder.build();
    }

    public LinkMessage withAlias(String newAlias) {
        LinkBuilder builder = new LinkBuilder(this);
        builder.alias = newAlias;
        return builder.build();
    }

    public LinkMessage withPeerIndex(int newPeerIndex) {
        LinkBuilder builder = new LinkBuilder(this);
        builder.peerIndex = newPeerIndex;
        return builder.build();
    }

    public LinkMessage withMaster(int newMaster) {
        LinkBuilder builder = new LinkBuilder(this);
        builder.master = newMaster;
        return builder.build();
    }

    public LinkMessage withNamespaceFd(int newNamespaceFd) {
        LinkBuilder builder = new LinkBuilder(this);
        builder.namespaceFd = newNamespaceFd;
        return builder.build();
    }

    public LinkMessage withInfo(LinkInfo newInfo) {
        LinkBuilder builder = new LinkBuilder(this);
        builder.info = newInfo;
        return builder.build();
    }

    public LinkMessage withUnknown(List<Attribute> newUnknown) {
        LinkBuilder builder = new LinkBuilder(this);
        builder.unknown = newUnknown;
        return builder.build();
    }
}
