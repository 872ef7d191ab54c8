package meta.spi.net;

import meta.netlink.MacAddress;

/**
 * A network device ({@code ip link}).
 *
 * @param netns the namespace of the device
 * @param name the device's name, 1 to 15 bytes ({@code linux/if.h IFNAMSIZ})
 * @param kind the driver as {@code ip -d link} names it, such as {@code macvlan}; empty for a device without one
 * @param lladdr the link-layer address; {@link MacAddress#NONE} for a device without one of six bytes
 * @param mtu the MTU in bytes
 * @param txqueuelen the length of the transmit queue in packets ({@code IFLA_TXQLEN}), 0 or more
 * @param alias the {@code ifalias}, up to 255 bytes; empty if it has none
 * @param up whether it is administratively up
 * @param peer for one end of a veth pair between host and pod, the name of the other end, which is in the other namespace; empty for
 *     each other device
 */
public record Link(
        Netns netns,
        String name,
        String kind,
        MacAddress lladdr,
        int mtu,
        int txqueuelen,
        String alias,
        boolean up,
        String peer)
        implements NetworkObject {
    /** The {@link #txqueuelen} that the kernel gives a new device ({@code net/pkt_sched.h DEFAULT_TX_QUEUE_LEN}). */
    public static final int DEFAULT_TXQUEUELEN = 1000;

    /** Identifies a device: names are unique in a namespace. */
    public record Key(Netns netns, String name) implements ObjectKey {}

    /** {@return a device that is up, with the default queue length and without alias and peer} */
    public static Link of(Netns netns, String name, String kind, MacAddress lladdr, int mtu) {
        return new Link(netns, name, kind, lladdr, mtu, DEFAULT_TXQUEUELEN, "", true, "");
    }

    public Link withLladdr(MacAddress changed) {
        return new Link(netns, name, kind, changed, mtu, txqueuelen, alias, up, peer);
    }

    public Link withMtu(int changed) {
        return new Link(netns, name, kind, lladdr, changed, txqueuelen, alias, up, peer);
    }

    public Link withTxqueuelen(int changed) {
        return new Link(netns, name, kind, lladdr, mtu, changed, alias, up, peer);
    }

    public Link withAlias(String changed) {
        return new Link(netns, name, kind, lladdr, mtu, txqueuelen, changed, up, peer);
    }

    public Link withUp(boolean changed) {
        return new Link(netns, name, kind, lladdr, mtu, txqueuelen, alias, changed, peer);
    }

    public Link withPeer(String changed) {
        return new Link(netns, name, kind, lladdr, mtu, txqueuelen, alias, up, changed);
    }

    @Override
    public Key key() {
        return new Key(netns, name);
    }
}
