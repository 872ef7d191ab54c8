package meta.spi.net;

import meta.netlink.MacAddress;

/**
 * A network device ({@code ip link}). Immutable.
 *
 * <p>A plan can leave a property to the kernel: an existing device keeps the property, and a new device gets the kernel's default. The
 * values for this are {@link MacAddress#NONE} for the link-layer address, 0 for the MTU, {@link #KERNEL_TXQUEUELEN} for the length of the
 * transmit queue, an empty {@linkplain #master master}, and {@link LinkData#NONE} for the {@linkplain #data properties of the kind}.
 *
 * <p>A plan can create a device only if the device has a kind other than veth; a new veth pair is a {@link VethPair}. If a plan changes the
 * kind, the properties of the kind or the peer of an existing device, the ADD fails.
 */
public sealed interface Link extends NetworkObject {
    /** The {@link #txqueuelen} of a new device of most kinds ({@code net/pkt_sched.h DEFAULT_TX_QUEUE_LEN}), in packets. */
    int DEFAULT_TXQUEUELEN = 1000;

    /** In a plan, the {@link #txqueuelen} that leaves the queue length to the kernel. */
    int KERNEL_TXQUEUELEN = -1;

    /** Identifies a device by its name, which is unique in a namespace. */
    record Key(Netns netns, String name) implements ObjectKey {}

    /** {@return a device that is up, without alias and peer; its other properties are left to the kernel} */
    static Link of(Netns netns, String name, String kind) {
        return new PlainLink(netns, name, kind, LinkData.NONE, MacAddress.NONE, 0, KERNEL_TXQUEUELEN, "", true, "", "");
    }

    /** {@return a device with these data and their kind; otherwise as for {@link #of(Netns, String, String)}} */
    static Link of(Netns netns, String name, LinkData data) {
        return of(netns, name, data.kind()).withData(data);
    }

    /**
     * {@return a device that is up and has the queue length {@link #DEFAULT_TXQUEUELEN}, but no alias, master or peer}
     *
     * @param mtu the MTU in bytes
     */
    static Link of(Netns netns, String name, String kind, MacAddress lladdr, int mtu) {
        return of(netns, name, kind).withLladdr(lladdr).withMtu(mtu).withTxqueuelen(DEFAULT_TXQUEUELEN);
    }

    /** {@return a copy with another kind, whose {@link #data} is {@link LinkData#NONE}} */
    default Link withKind(String changed) {
        return new PlainLink(
                netns(),
                name(),
                changed,
                LinkData.NONE,
                lladdr(),
                mtu(),
                txqueuelen(),
                alias(),
                up(),
                master(),
                peer());
    }

    /** {@return a copy with these data and their kind; {@link LinkData#NONE} does not change the kind} */
    default Link withData(LinkData changed) {
        String kind = changed.equals(LinkData.NONE) ? kind() : changed.kind();
        return new PlainLink(
                netns(), name(), kind, changed, lladdr(), mtu(), txqueuelen(), alias(), up(), master(), peer());
    }

    /** {@return a copy with another link-layer address} */
    default Link withLladdr(MacAddress changed) {
        return new PlainLink(
                netns(), name(), kind(), data(), changed, mtu(), txqueuelen(), alias(), up(), master(), peer());
    }

    /** {@return a copy with another MTU in bytes} */
    default Link withMtu(int changed) {
        return new PlainLink(
                netns(), name(), kind(), data(), lladdr(), changed, txqueuelen(), alias(), up(), master(), peer());
    }

    /** {@return a copy with another length of the transmit queue: a number of packets, 0 or more, or {@link #KERNEL_TXQUEUELEN}} */
    default Link withTxqueuelen(int changed) {
        return new PlainLink(
                netns(), name(), kind(), data(), lladdr(), mtu(), changed, alias(), up(), master(), peer());
    }

    /** {@return a copy with another {@code ifalias}, of at most 255 bytes} */
    default Link withAlias(String changed) {
        return new PlainLink(
                netns(), name(), kind(), data(), lladdr(), mtu(), txqueuelen(), changed, up(), master(), peer());
    }

    /** {@return a copy that is administratively up or down} */
    default Link withUp(boolean changed) {
        return new PlainLink(
                netns(), name(), kind(), data(), lladdr(), mtu(), txqueuelen(), alias(), changed, master(), peer());
    }

    /**
     * {@return a copy that is a port of another device}
     *
     * @param device the name of a bridge, bond or VRF in the same namespace; if it is empty, a plan leaves the master to the kernel
     */
    default Link withMaster(String device) {
        return new PlainLink(
                netns(), name(), kind(), data(), lladdr(), mtu(), txqueuelen(), alias(), up(), device, peer());
    }

    /**
     * {@return a copy that is one end of a veth or netkit pair between host and pod}
     *
     * @param changed the name of the other end
     */
    default Link withPeer(String changed) {
        return new PlainLink(
                netns(), name(), kind(), data(), lladdr(), mtu(), txqueuelen(), alias(), up(), master(), changed);
    }

    /**
     * {@return the device that exists after a plan with this device is applied}
     *
     * @param existing the device that has this name now, with the values that the plan leaves to the kernel
     */
    default Link completedFrom(Link existing) {
        boolean keepsData = data().equals(LinkData.NONE) && kind().equals(existing.kind());
        return new PlainLink(
                netns(),
                name(),
                kind(),
                keepsData ? existing.data() : data(),
                lladdr().equals(MacAddress.NONE) ? existing.lladdr() : lladdr(),
                mtu() == 0 ? existing.mtu() : mtu(),
                txqueuelen() == KERNEL_TXQUEUELEN ? existing.txqueuelen() : txqueuelen(),
                alias(),
                up(),
                master().isEmpty() ? existing.master() : master(),
                peer());
    }

    /** {@return the name of the device, 1 to 15 bytes} */
    String name();

    /**
     * {@return the kind of the device as {@code ip -d link} prints it, such as {@code macvlan}; empty for a device without a kind, such as
     * a physical one}
     */
    String kind();

    /** {@return the properties that only this kind has; {@link LinkData#NONE} if there are none, or the snapshot does not contain them} */
    LinkData data();

    /**
     * {@return the name of the parent device of a VLAN or macvlan; empty for other kinds, and if {@link #data} does not name it}
     *
     * <p>The kernel removes VLANs and macvlans together with their parent device.
     */
    default String lower() {
        return switch (data()) {
            case LinkData.Vlan vlan -> vlan.device();
            case LinkData.Macvlan macvlan -> macvlan.device();
            default -> "";
        };
    }

    /**
     * {@return the link-layer address; {@link MacAddress#NONE} if it is all zeros or does not have six bytes, or a plan leaves it to the
     * kernel}
     */
    MacAddress lladdr();

    /** {@return the MTU in bytes; 0 if a plan leaves the MTU to the kernel} */
    int mtu();

    /** {@return the length of the transmit queue in packets ({@code IFLA_TXQLEN}), 0 or more, or {@link #KERNEL_TXQUEUELEN}} */
    int txqueuelen();

    /** {@return the {@code ifalias}, at most 255 bytes; empty if the device has none} */
    String alias();

    /** {@return whether the device is administratively up} */
    boolean up();

    /**
     * {@return the bridge, bond, VRF or other device that this device is a port of; empty if there is none, it is unknown, or a plan
     * leaves it to the kernel}
     */
    String master();

    /**
     * {@return the name of the other end of a veth or netkit pair between host and pod; empty for other devices, or if the name is unknown}
     */
    String peer();

    @Override
    default Key key() {
        return new Key(netns(), name());
    }
}

record PlainLink(
        Netns netns,
        String name,
        String kind,
        LinkData data,
        MacAddress lladdr,
        int mtu,
        int txqueuelen,
        String alias,
        boolean up,
        String master,
        String peer)
        implements Link {
    @Override
    public String toString() {
        return netns + " link " + name + " kind " + kind + " data " + data + " lladdr " + lladdr + " mtu " + mtu
                + " txqueuelen " + txqueuelen + " alias \"" + alias + "\" " + (up ? "up" : "down") + " master \""
                + master
                + "\" peer \"" + peer + '"';
    }
}
