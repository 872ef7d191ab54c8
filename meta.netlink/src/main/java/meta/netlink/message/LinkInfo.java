package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * The kind of a device, and data of that kind ({@code linux/if_link.h IFLA_LINKINFO}).
 *
 * @param kind the name of the driver, such as {@code veth} ({@code IFLA_INFO_KIND})
 * @param peer the other end of a new veth pair ({@code VETH_INFO_PEER} in {@code IFLA_INFO_DATA}); requests only
 * @param unknown all other attributes, including {@code IFLA_INFO_DATA} of other kinds
 */
public record LinkInfo(String kind, @Nullable LinkMessage peer, List<Attribute> unknown) {
    public LinkInfo {
        if (peer != null && (!kind.equals("veth") || peer.info() != null)) {
            throw new IllegalArgumentException("only a veth has a peer, and the peer has no peer of its own");
        }
        unknown = List.copyOf(unknown);
    }

    /** {@return a device of this kind without further data} */
    public static LinkInfo of(String kind) {
        return new LinkInfo(kind, null, List.of());
    }

    /** {@return a veth pair with this other end} */
    public static LinkInfo veth(LinkMessage peer) {
        return new LinkInfo("veth", peer, List.of());
    }
}
