package meta.netlink.codec;

import java.util.ArrayList;
import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;
import meta.netlink.message.LinkInfo;
import meta.netlink.message.LinkMessage;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes a {@link LinkInfo}. The attribute numbers are from {@code linux/if_link.h} and {@code linux/veth.h}.
 *
 * <p>The attributes in {@code IFLA_INFO_DATA} are kept as bytes, except the peer of a {@code veth} if it is the only attribute.
 */
final class LinkInfoCodec {
    private static final int INFO_DATA = 2;
    private static final int VETH_INFO_PEER = 1;

    private static final FixedHeader<LinkInfo> NO_STRUCT = new FixedHeader<>("IFLA_LINKINFO", 0, (info, out) -> {});

    private static final Field<LinkInfo, String> KIND =
            new Field<>(1, "IFLA_INFO_KIND", Text.COUNTED, info -> info.kind().isEmpty() ? null : info.kind());

    static final Codec<LinkInfo> CODEC = new Codec<>(
            NO_STRUCT, List.of(KIND), List.of(), LinkInfoCodec::attributes, in -> info(in.get(KIND), in.unknown()));

    private LinkInfoCodec() {}

    private static List<Attribute> attributes(LinkInfo info) {
        List<Attribute> content = data(info);
        if (content.isEmpty()) {
            return info.unknown();
        }
        Output data = new Output();
        Attributes.write(content, data);
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(new Attribute(INFO_DATA, data.toByteArray()));
        attributes.addAll(info.unknown());
        return attributes;
    }

    private static List<Attribute> data(LinkInfo info) {
        LinkMessage peer = info.peer();
        if (peer == null) {
            return info.data();
        }
        Output message = new Output();
        LinkCodec.CODEC.encode(peer, peer.family(), message);
        return List.of(new Attribute(VETH_INFO_PEER, message.toByteArray()));
    }

    private static LinkInfo info(@Nullable String kind, List<Attribute> attributes) {
        if (kind == null) {
            return new LinkInfo("", null, List.of(), attributes);
        }
        List<Attribute> data = List.of();
        List<Attribute> others = new ArrayList<>();
        for (Attribute attribute : attributes) {
            if (attribute.type() == INFO_DATA && data.isEmpty()) {
                data = Attributes.read(attribute.payload(), "IFLA_INFO_DATA");
            } else {
                others.add(attribute);
            }
        }
        boolean pair =
                kind.equals("veth") && data.size() == 1 && data.getFirst().type() == VETH_INFO_PEER;
        return pair
                ? new LinkInfo(
                        kind,
                        LinkCodec.WITHOUT_INFO.decode(data.getFirst().payload(), Family.UNSPEC),
                        List.of(),
                        others)
                : new LinkInfo(kind, null, data, others);
    }
}
