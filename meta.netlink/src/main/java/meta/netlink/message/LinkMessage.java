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
 * @param deviceType the hardware type ({@code linux/if_arp.h ARPHRD_}), 0 to 65535; 1 is Ethernet
 * @param ifindex the device's index in its namespace; 0 in a request without an index
 * @param flags the flags of the device; in a request, the new values of the flags in {@code change}
 * @param change in a request, the flags to change. Without any, the kernel changes all flags if one of the new values is 1
 * @param name 1 to 15 bytes
 * @param address the MAC address; a link-layer address that does not have six bytes is in {@code unknown} instead
 * @param mtu the MTU in bytes
 * @param txQueueLength the length of the transmit queue in packets
 * @param alias up to 255 bytes
 * @param peerIndex the index of the peer, such as a veth's, or of the parent device, such as a macvlan's ({@code IFLA_LINK})
 * @param peerNsid the nsid of the namespace of {@code peerIndex}; null if that is this device's namespace, or the driver does not report
 *     it; -1 if that namespace has no nsid
 * @param namespaceFd a descriptor of the namespace to move the device to or to create it in; requests only
 * @param master the index of the device, such as a bridge, bond or VRF, that this device belongs to
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

    /**
     * {@return the message for a dump of all devices; a {@code master} or a kind restricts the dump} The kernel ignores a kind whose driver
     * is not loaded.
     */
    public static LinkMessage any() {
        return EMPTY;
    }

    /** {@return a message that identifies a device by its name} */
    public static LinkMessage named(String name) {
        return EMPTY.withName(name);
    }

    /** {@return a message that identifies a device by its index} */
    public static LinkMessage indexed(int ifindex) {
        return EMPTY.withIfindex(ifindex);
    }

    /**
     * {@return the message that creates a veth pair with one end in the socket's namespace and the peer in another namespace}
     *
     * <p>The message sets MAC addresses, because other programs can replace those that the kernel generates. It does not set the ends up,
     * because the kernel refuses this for an end that has no peer yet. It sets no alias, because the kernel ignores an alias of a new
     * device.
     *
     * @param mtu the MTU of both ends in bytes
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

    /** {@return a copy of this message that sets the device up} */
    public LinkMessage up() {
        return withFlags(flags.with(LinkFlags.UP), change.with(LinkFlags.UP));
    }

    /** {@return a copy of this message that sets the device down} */
    public LinkMessage down() {
        return withFlags(flags.without(LinkFlags.UP), change.with(LinkFlags.UP));
    }

    /** {@return a copy of this message with these flags} */
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
