package meta.spi.net;

import meta.netlink.MacAddress;

/**
 * A network device ({@code ip link}).
 *
 * <p>In a plan, a property can be left to the kernel: an existing device keeps it, and a new device gets the kernel's default. These properties are
 * the link-layer address ({@link MacAddress#NONE}), the MTU (0), the queue length ({@link #KERNEL_TXQUEUELEN}), the {@linkplain #master master}
 * (empty) and the {@linkplain #data data of the kind} ({@link LinkData#NONE}).
 */
public sealed interface Link extends NetworkObject {
    /** The {@link #txqueuelen} that the kernel gives a new device of most kinds ({@code net/pkt_sched.h DEFAULT_TX_QUEUE_LEN}). */
    int DEFAULT_TXQUEUELEN = 1000;

    /** The {@link #txqueuelen} of a plan that leaves it to the kernel. */
    int KERNEL_TXQUEUELEN = -1;

    /** Identifies a device: names are unique in a namespace. */
    record Key(Netns netns, String name) implements ObjectKey {}

    /** {@return a device that is up and has no alias; the kernel chooses its other properties} */
    static Link of(Netns netns, String name, String kind) {
        return new PlainLink(netns, name, kind, LinkData.NONE, MacAddress.NONE, 0, KERNEL_TXQUEUELEN, "", true, "", "");
    }

    /** {@return a device of a kind that needs data, such as a VLAN; it is up and has no alias, and the kernel chooses its other properties} */
    static Link of(Netns netns, String name, LinkData data) {
        return of(netns, name, data.kind()).withData(data);
    }

    /** {@return a device that is up, with the default queue length and without alias, master and peer} */
    static Link of(Netns netns, String name, String kind, MacAddress lladdr, int mtu) {
        return of(netns, name, kind).withLladdr(lladdr).withMtu(mtu).withTxqueuelen(DEFAULT_TXQUEUELEN);
    }

    /** {@return the device with another kind, without data} */
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

    /** {@return the device with these data, and their kind unless they are {@link LinkData#NONE}} */
    default Link withData(LinkData changed) {
        String kind = changed.equals(LinkData.NONE) ? kind() : changed.kind();
        return new PlainLink(
                netns(), name(), kind, changed, lladdr(), mtu(), txqueuelen(), alias(), up(), master(), peer());
    }

    /** {@return the device with another link-layer address} */
    default Link withLladdr(MacAddress changed) {
        return new PlainLink(
                netns(), name(), kind(), data(), changed, mtu(), txqueuelen(), alias(), up(), master(), peer());
    }

    /** {@return the device with another MTU in bytes} */
    default Link withMtu(int changed) {
        return new PlainLink(
                netns(), name(), kind(), data(), lladdr(), changed, txqueuelen(), alias(), up(), master(), peer());
    }

    /** {@return the device with another queue length in packets, 0 or more, or {@link #KERNEL_TXQUEUELEN}} */
    default Link withTxqueuelen(int changed) {
        return new PlainLink(
                netns(), name(), kind(), data(), lladdr(), mtu(), changed, alias(), up(), master(), peer());
    }

    /** {@return the device with another {@code ifalias}, up to 255 bytes} */
    default Link withAlias(String changed) {
        return new PlainLink(
                netns(), name(), kind(), data(), lladdr(), mtu(), txqueuelen(), changed, up(), master(), peer());
    }

    /** {@return the device, administratively up or down} */
    default Link withUp(boolean changed) {
        return new PlainLink(
                netns(), name(), kind(), data(), lladdr(), mtu(), txqueuelen(), alias(), changed, master(), peer());
    }

    /** {@return the device as a port of a bridge, bond or VRF of its namespace} */
    default Link withMaster(String device) {
        return new PlainLink(
                netns(), name(), kind(), data(), lladdr(), mtu(), txqueuelen(), alias(), up(), device, peer());
    }

    /** {@return the device as one end of a pair between host and pod, with the name of the other end} */
    default Link withPeer(String changed) {
        return new PlainLink(
                netns(), name(), kind(), data(), lladdr(), mtu(), txqueuelen(), alias(), up(), master(), changed);
    }

    /**
     * {@return the device that exists after a plan of this device is applied}
     *
     * @param existing the device with the same name; supplies the properties that the plan leaves to the kernel
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

    /** {@return the device's name, 1 to 15 bytes} */
    String name();

    /** {@return the driver as {@code ip -d link} names it, such as {@code macvlan}; empty for none} */
    String kind();

    /** {@return the properties that only devices of this kind have; {@link LinkData#NONE} if there are none or they are not known} */
    LinkData data();

    /**
     * {@return the name of the device of the same namespace that a VLAN or a macvlan is on; empty for each other device}
     *
     * <p>The kernel removes the VLANs and macvlans on a device together with the device.
     */
    default String lower() {
        return switch (data()) {
            case LinkData.Vlan vlan -> vlan.device();
            case LinkData.Macvlan macvlan -> macvlan.device();
            default -> "";
        };
    }

    /** {@return the link-layer address; {@link MacAddress#NONE} for a device without one of six bytes} */
    MacAddress lladdr();

    /** {@return the MTU in bytes; 0 in a plan that leaves it to the kernel} */
    int mtu();

    /** {@return the length of the transmit queue in packets ({@code IFLA_TXQLEN}), 0 or more; or {@link #KERNEL_TXQUEUELEN}} */
    int txqueuelen();

    /** {@return the {@code ifalias}, up to 255 bytes; empty for none} */
    String alias();

    /** {@return whether the device is administratively up} */
    boolean up();

    /** {@return the name of the bridge, bond or VRF that the device is a port of; empty for none} */
    String master();

    /** {@return the name of the other end of a veth or netkit pair between host and pod; empty for each other device} */
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
