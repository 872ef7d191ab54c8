package meta.netlink.codec;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.message.LinkInfo;
import meta.netlink.message.LinkMessage;
import org.jspecify.annotations.Nullable;

/**
 * {@code IFLA_LINKINFO}; numbers from {@code linux/if_link.h} and {@code linux/veth.h}.
 *
 * <p>The contents of {@code IFLA_INFO_DATA} depend on the kind. They are decoded only for a veth whose peer is the only attribute.
 */
final class LinkInfoCodec {
    private static final int INFO_DATA = 2;
    private static final int VETH_INFO_PEER = 1;

    private static final Header<LinkInfo> NO_STRUCT = new Header<>("IFLA_LINKINFO", 0, (info, out) -> {});

    private static final Field<LinkInfo, String> KIND =
            new Field<>(1, "IFLA_INFO_KIND", Text.COUNTED, info -> info.kind().isEmpty() ? null : info.kind());

    static final Codec<LinkInfo> CODEC = new Codec<>(
            NO_STRUCT, List.of(KIND), List.of(), LinkInfoCodec::attributes, in -> info(in.get(KIND), in.unknown()));

    private LinkInfoCodec() {}

    /** {@return the attributes after the kind: the peer of a veth, encoded, and the unknown ones} */
    private static List<Attribute> attributes(LinkInfo info) {
        LinkMessage peer = info.peer();
        if (peer == null) {
            return info.unknown();
        }
        Output message = new Output();
        LinkCodec.CODEC.encode(peer, peer.family(), message);
        Output data = new Output();
        Attributes.write(List.of(new Attribute(VETH_INFO_PEER, message.toByteArray())), data);
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(new Attribute(INFO_DATA, data.toByteArray()));
        attributes.addAll(info.unknown());
        return attributes;
    }

    /** {@return the info with the peer of a veth decoded from the attributes} */
    private static LinkInfo info(@Nullable String kind, List<Attribute> attributes) {
        if (kind == null) {
            return new LinkInfo("", null, attributes);
        }
        LinkMessage peer = null;
        List<Attribute> others = new ArrayList<>();
        for (Attribute attribute : attributes) {
            LinkMessage read = kind.equals("veth") && attribute.type() == INFO_DATA ? peer(attribute) : null;
            if (read == null) {
                others.add(attribute);
            } else {
                peer = read;
            }
        }
        return new LinkInfo(kind, peer, others);
    }

    private static @Nullable LinkMessage peer(Attribute data) {
        List<Attribute> attributes = Attributes.read(data.payload(), "IFLA_INFO_DATA");
        if (attributes.size() != 1 || attributes.getFirst().type() != VETH_INFO_PEER) {
            return null;
        }
        return LinkCodec.WITHOUT_INFO.decode(attributes.getFirst().payload(), Family.UNSPEC);
    }
}
