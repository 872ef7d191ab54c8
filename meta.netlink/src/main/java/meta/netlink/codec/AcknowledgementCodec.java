package meta.netlink.codec;

import java.util.List;

/** Encodes and decodes an {@link Acknowledgement}. The attribute numbers are from {@code linux/netlink.h}. */
final class AcknowledgementCodec {
    private static final int REQUEST_HEADER = 16; // struct nlmsghdr

    private static final FixedHeader<Acknowledgement> NLMSGERR = new FixedHeader<>(
            "struct nlmsgerr",
            4 + REQUEST_HEADER,
            (ack, out) -> out.u32(ack.error()).bytes(new byte[REQUEST_HEADER]));
    private static final FixedHeader<Acknowledgement> DONE =
            new FixedHeader<>("NLMSG_DONE", 4, (ack, out) -> out.u32(ack.error()));

    private static final Field<Acknowledgement, String> MSG =
            new Field<>(1, "NLMSGERR_ATTR_MSG", Text.NAME, Acknowledgement::text);
    private static final Field<Acknowledgement, Integer> OFFS =
            new Field<>(2, "NLMSGERR_ATTR_OFFS", NumberBytes.U32, Acknowledgement::offset);

    static final Codec<Acknowledgement> OF_REQUEST = codec(NLMSGERR);
    static final Codec<Acknowledgement> OF_DUMP = codec(DONE);

    private AcknowledgementCodec() {}

    private static Codec<Acknowledgement> codec(FixedHeader<Acknowledgement> header) {
        return new Codec<>(
                header,
                List.of(MSG, OFFS),
                List.of(),
                Acknowledgement::unknown,
                in -> new Acknowledgement(in.u32(0), in.get(MSG), in.get(OFFS), in.unknown()));
    }
}
