package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * What kind of device a link is, and what only that kind has ({@code linux/if_link.h IFLA_LINKINFO}).
 *
 * @param kind the name of the driver, such as {@code veth} ({@code IFLA_INFO_KIND})
 * @param peer the other end of a veth pair to be made ({@code VETH_INFO_PEER} in {@code IFLA_INFO_DATA}); the kernel takes it, and
 *     never tells it
 * @param unknown all else, {@code IFLA_INFO_DATA} of other kinds among it
 */
public record LinkInfo(String kind, @Nullable LinkMessage peer, List<Attribute> unknown) {
    public LinkInfo {
        if (peer != null && (!kind.equals("veth") || peer.info() != null)) {
            throw new IllegalArgumentException("only a veth has a peer, and that has no peer again");
        }
        unknown = List.copyOf(unknown);
    }

    /** {@return a device of this kind, with nothing said about it} */
    public static LinkInfo of(String kind) {
        return new LinkInfo(kind, null, List.of());
    }

    /** {@return a veth pair whose other end is like this} */
    public static LinkInfo veth(LinkMessage peer) {
        return new LinkInfo("veth", peer, List.of());
    }
}
