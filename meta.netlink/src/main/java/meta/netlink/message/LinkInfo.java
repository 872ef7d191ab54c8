package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * The kind of a device, and data of that kind ({@code linux/if_link.h IFLA_LINKINFO}).
 *
 * @param kind the name of the driver, such as {@code veth} ({@code IFLA_INFO_KIND})
 * @param peer the other end of a new veth pair ({@code VETH_INFO_PEER} in {@code IFLA_INFO_DATA}); requests only
 * @param data the other attributes in {@code IFLA_INFO_DATA}; their numbers depend on the kind
 * @param unknown all other attributes
 */
public record LinkInfo(String kind, @Nullable LinkMessage peer, List<Attribute> data, List<Attribute> unknown) {
    public LinkInfo {
        if (peer != null && (!kind.equals("veth") || peer.info() != null)) {
            throw new IllegalArgumentException("only a veth has a peer, and the peer has no peer of its own");
        }
        if ((peer != null || kind.isEmpty()) && !data.isEmpty()) {
            throw new IllegalArgumentException("data belong to a kind, and a new veth pair has none but its peer");
        }
        data = List.copyOf(data);
        unknown = List.copyOf(unknown);
    }

    /** {@return a device of this kind without further data} */
    public static LinkInfo of(String kind) {
        return of(kind, List.of());
    }

    /** {@return a device of this kind with data} */
    public static LinkInfo of(String kind, List<Attribute> data) {
        return new LinkInfo(kind, null, data, List.of());
    }

    /** {@return a veth pair with this other end} */
    public static LinkInfo veth(LinkMessage peer) {
        return new LinkInfo("veth", peer, List.of(), List.of());
    }
}
