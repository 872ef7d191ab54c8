package meta.netlink.codec;

import java.util.List;
import meta.netlink.AddressFlags;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.RouteScope;
import meta.netlink.message.AddressMessage;
import meta.netlink.message.CacheInfo;
import org.jspecify.annotations.Nullable;

/** Encodes and decodes an {@link AddressMessage}. The attribute numbers are from {@code linux/if_addr.h}. */
final class AddressCodec {
    private static final FixedHeader<AddressMessage> IFADDRMSG = new FixedHeader<>(
            "struct ifaddrmsg",
            8,
            (address, out) -> out.u8(address.family().number())
                    .u8(address.prefixLength())
                    .u8(fitsStruct(address.flags()) ? address.flags().bits() : 0)
                    .u8(address.scope().number())
                    .u32(address.ifindex()));

    private static final Field<AddressMessage, IpAddress> LOCAL =
            new Field<>(2, "IFA_LOCAL", IpBytes.IP, AddressMessage::local);
    private static final Field<AddressMessage, String> LABEL =
            new Field<>(3, "IFA_LABEL", Text.NAME, AddressMessage::label);
    private static final Field<AddressMessage, AddressFlags> FLAGS = new Field<>(
            8,
            "IFA_FLAGS",
            new NumberBytes<>(4, AddressFlags::new, AddressFlags::bits),
            address -> fitsStruct(address.flags()) ? null : address.flags());
    private static final Field<AddressMessage, IpAddress> ADDRESS =
            new Field<>(1, "IFA_ADDRESS", IpBytes.IP, AddressMessage::address);
    private static final Field<AddressMessage, CacheInfo> CACHEINFO =
            new Field<>(6, "IFA_CACHEINFO", CacheInfoBytes.IFA_CACHEINFO, AddressMessage::cacheInfo);

    private static final Field<AddressMessage, Integer> PROTOCOL = new Field<>(
            11,
            "IFA_PROTO",
            new NumberBytes<>(1, Integer::valueOf, Integer::intValue),
            address -> address.protocol() == 0 ? null : address.protocol());

    static final Codec<AddressMessage> CODEC = new Codec<>(
            IFADDRMSG,
            List.of(LOCAL, LABEL, FLAGS, ADDRESS, CACHEINFO, PROTOCOL),
            List.of(),
            AddressMessage::unknown,
            in -> new AddressMessage(
                    new Family(in.u8(0)),
                    in.u8(1),
                    flags(in.u8(2), in.get(FLAGS)),
                    new RouteScope(in.u8(3)),
                    in.u32(4),
                    in.get(ADDRESS),
                    in.get(LOCAL),
                    in.get(LABEL),
                    in.get(CACHEINFO),
                    protocol(in.get(PROTOCOL)),
                    in.unknown()));

    private AddressCodec() {}

    private static int protocol(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    private static boolean fitsStruct(AddressFlags flags) {
        return (flags.bits() & ~0xff) == 0;
    }

    private static AddressFlags flags(int ofStruct, @Nullable AddressFlags all) {
        return all == null ? new AddressFlags(ofStruct) : all;
    }
}
