package meta.netlink.message;

import java.util.List;
import meta.netlink.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * The kind of a device, and the attributes of this kind ({@code linux/if_link.h IFLA_LINKINFO}).
 *
 * @param kind the name of the driver, such as {@code veth}; empty if absent
 * @param peer in a request for a new veth pair, the other end, whose {@code info} is null
 * @param data the attributes in {@code IFLA_INFO_DATA}, whose numbers depend on the kind; empty with a peer or without a kind
 * @param unknown the other attributes; without a kind, all attributes
 */
public record LinkInfo(String kind, @Nullable LinkMessage peer, List<Attribute> data, List<Attribute> unknown) {
    /**
     * Creates an info.
     *
     * @throws IllegalArgumentException if the peer has an info, or belongs to another kind than {@code veth}; also if there are attributes
     *     of the kind, and a peer or no kind
     */
    public LinkInfo {
        if (peer != null && (!kind.equals("veth") || peer.info() != null)) {
            throw new IllegalArgumentException(
                    "only a veth can have a peer, and the peer must have no info of its own");
        }
        if ((peer != null || kind.isEmpty()) && !data.isEmpty()) {
            throw new IllegalArgumentException("without a kind, or with a peer, data must be empty");
        }
        data = List.copyOf(data);
        unknown = List.copyOf(unknown);
    }

    /** {@return an info without attributes of the kind} */
    public static LinkInfo of(String kind) {
        return of(kind, List.of());
    }

    /**
     * {@return an info with these attributes of the kind}
     *
     * @throws IllegalArgumentException if {@code kind} is empty and {@code data} is not
     */
    public static LinkInfo of(String kind, List<Attribute> data) {
        return new LinkInfo(kind, null, data, List.of());
    }

    /**
     * {@return the info of a new veth pair}
     *
     * @throws IllegalArgumentException if the peer has an info
     */
    public static LinkInfo veth(LinkMessage peer) {
        return new LinkInfo("veth", peer, List.of(), List.of());
    }
}
