package meta.spi.net;

import meta.netlink.MacAddress;

/**
 * A network device ({@code ip link}).
 *
 * <p>In a plan, a property can be left to the kernel: an existing device keeps it, and a new device gets the kernel's default. These properties
 * are the link-layer address ({@link MacAddress#NONE}), the MTU (0), the queue length ({@link #KERNEL_TXQUEUELEN}), the
 * {@linkplain #master master} (empty) and the {@linkplain #data data of the kind} ({@link LinkData#NONE}).
 */
public final class Link implements NetworkObject {
    /** The {@link #txqueuelen} that the kernel gives a new device of most kinds ({@code net/pkt_sched.h DEFAULT_TX_QUEUE_LEN}). */
    public static final int DEFAULT_TXQUEUELEN = 1000;

    /** The {@link #txqueuelen} of a plan that leaves it to the kernel. */
    public static final int KERNEL_TXQUEUELEN = -1;

    private final Netns netns;
    private final String name;
    private final String kind;
    private final LinkData data;
    private final MacAddress lladdr;
    private final int mtu;
    private final int txqueuelen;
    private final String alias;
    private final boolean up;
    private final String master;
    private final String peer;

    /** Identifies a device: names are unique in a namespace. */
    public record Key(Netns netns, String name) implements ObjectKey {}

    /** The properties of a device that a copy changes. */
    private static final class Draft {
        private final Netns netns;
        private final String name;
        private String kind = "";
        private LinkData data = LinkData.NONE;
        private MacAddress lladdr = MacAddress.NONE;
        private int mtu;
        private int txqueuelen = KERNEL_TXQUEUELEN;
        private String alias = "";
        private boolean up = true;
        private String master = "";
        private String peer = "";

        Draft(Netns netns, String name) {
            this.netns = netns;
            this.name = name;
        }

        Draft(Link link) {
            this(link.netns, link.name);
            kind = link.kind;
            data = link.data;
            lladdr = link.lladdr;
            mtu = link.mtu;
            txqueuelen = link.txqueuelen;
            alias = link.alias;
            up = link.up;
            master = link.master;
            peer = link.peer;
        }
    }

    private Link(Draft draft) {
        netns = draft.netns;
        name = draft.name;
        kind = draft.kind;
        data = draft.data;
        lladdr = draft.lladdr;
        mtu = draft.mtu;
        txqueuelen = draft.txqueuelen;
        alias = draft.alias;
        up = draft.up;
        master = draft.master;
        peer = draft.peer;
    }

    /**
     * {@return a device that is up and has no alias; the kernel chooses its other properties}
     *
     * @param name 1 to 15 bytes ({@code linux/if.h IFNAMSIZ})
     * @param kind as for {@link #kind}, such as {@code bridge} or {@code dummy}
     */
    public static Link of(Netns netns, String name, String kind) {
        Draft draft = new Draft(netns, name);
        draft.kind = kind;
        return new Link(draft);
    }

    /**
     * {@return a device of a kind that needs data, such as a VLAN}
     *
     * <p>It is up and has no alias; the kernel chooses its other properties.
     */
    public static Link of(Netns netns, String name, LinkData data) {
        return of(netns, name, data.kind()).withData(data);
    }

    /** {@return a device that is up, with the default queue length and without alias, master and peer} */
    public static Link of(Netns netns, String name, String kind, MacAddress lladdr, int mtu) {
        return of(netns, name, kind).withLladdr(lladdr).withMtu(mtu).withTxqueuelen(DEFAULT_TXQUEUELEN);
    }

    /** {@return the device with another kind, without data} */
    public Link withKind(String changed) {
        Draft draft = new Draft(this);
        draft.kind = changed;
        draft.data = LinkData.NONE;
        return new Link(draft);
    }

    /** {@return the device with these data, and their kind unless they are {@link LinkData#NONE}} */
    public Link withData(LinkData changed) {
        Draft draft = new Draft(this);
        draft.kind = changed.equals(LinkData.NONE) ? kind : changed.kind();
        draft.data = changed;
        return new Link(draft);
    }

    /** {@return the device with another link-layer address} */
    public Link withLladdr(MacAddress changed) {
        Draft draft = new Draft(this);
        draft.lladdr = changed;
        return new Link(draft);
    }

    /** {@return the device with another MTU in bytes} */
    public Link withMtu(int changed) {
        Draft draft = new Draft(this);
        draft.mtu = changed;
        return new Link(draft);
    }

    /** {@return the device with another queue length in packets, 0 or more, or {@link #KERNEL_TXQUEUELEN}} */
    public Link withTxqueuelen(int changed) {
        Draft draft = new Draft(this);
        draft.txqueuelen = changed;
        return new Link(draft);
    }

    /** {@return the device with another {@code ifalias}, up to 255 bytes} */
    public Link withAlias(String changed) {
        Draft draft = new Draft(this);
        draft.alias = changed;
        return new Link(draft);
    }

    /** {@return the device, administratively up or down} */
    public Link withUp(boolean changed) {
        Draft draft = new Draft(this);
        draft.up = changed;
        return new Link(draft);
    }

    /** {@return the device as a port of another device of its namespace: a bridge, a bond or a VRF} */
    public Link withMaster(String device) {
        Draft draft = new Draft(this);
        draft.master = device;
        return new Link(draft);
    }

    /** {@return the device as one end of a veth pair between host and pod} */
    public Link withPeer(String changed) {
        Draft draft = new Draft(this);
        draft.peer = changed;
        return new Link(draft);
    }

    /**
     * {@return the device that a plan of this one leads to}
     *
     * @param existing the device with the same name; it has the properties that the plan leaves to the kernel
     */
    public Link completedFrom(Link existing) {
        Draft draft = new Draft(this);
        draft.lladdr = lladdr.equals(MacAddress.NONE) ? existing.lladdr : lladdr;
        draft.mtu = mtu == 0 ? existing.mtu : mtu;
        draft.txqueuelen = txqueuelen == KERNEL_TXQUEUELEN ? existing.txqueuelen : txqueuelen;
        draft.master = master.isEmpty() ? existing.master : master;
        draft.data = data.equals(LinkData.NONE) && kind.equals(existing.kind) ? existing.data : data;
        return new Link(draft);
    }

    @Override
    public Netns netns() {
        return netns;
    }

    /** {@return the device's name, 1 to 15 bytes} */
    public String name() {
        return name;
    }

    /** {@return the driver as {@code ip -d link} names it, such as {@code macvlan}; empty for a device without one} */
    public String kind() {
        return kind;
    }

    /** {@return the properties that only devices of this kind have; {@link LinkData#NONE} for a kind without known ones} */
    public LinkData data() {
        return data;
    }

    /**
     * {@return the name of the device of the same namespace that a VLAN or a macvlan is on; empty for each other device} The kernel removes the
     * VLANs and macvlans of a device with the device.
     */
    public String lower() {
        return switch (data) {
            case LinkData.Vlan vlan -> vlan.device();
            case LinkData.Macvlan macvlan -> macvlan.device();
            default -> "";
        };
    }

    /** {@return the link-layer address; {@link MacAddress#NONE} for a device without one of six bytes} */
    public MacAddress lladdr() {
        return lladdr;
    }

    /** {@return the MTU in bytes} */
    public int mtu() {
        return mtu;
    }

    /** {@return the length of the transmit queue in packets ({@code IFLA_TXQLEN}), 0 or more} */
    public int txqueuelen() {
        return txqueuelen;
    }

    /** {@return the {@code ifalias}, up to 255 bytes; empty if it has none} */
    public String alias() {
        return alias;
    }

    /** {@return whether it is administratively up} */
    public boolean up() {
        return up;
    }

    /** {@return the name of the bridge, bond or VRF that the device is a port of; empty if it has none} */
    public String master() {
        return master;
    }

    /**
     * {@return for one end of a veth pair between host and pod, the name of the other end, which is in the other namespace; empty for each
     * other device}
     */
    public String peer() {
        return peer;
    }

    @Override
    public Key key() {
        return new Key(netns, name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Link that
                && netns == that.netns
                && name.equals(that.name)
                && kind.equals(that.kind)
                && data.equals(that.data)
                && lladdr.equals(that.lladdr)
                && mtu == that.mtu
                && txqueuelen == that.txqueuelen
                && alias.equals(that.alias)
                && up == that.up
                && master.equals(that.master)
                && peer.equals(that.peer);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + lladdr.hashCode();
    }

    @Override
    public String toString() {
        return netns + " link " + name + " kind " + kind + " data " + data + " lladdr " + lladdr + " mtu " + mtu
                + " txqueuelen " + txqueuelen + " alias \"" + alias + "\" " + (up ? "up" : "down") + " master \""
                + master
                + "\" peer \"" + peer + '"';
    }
}
