package meta.netlink.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import meta.netlink.Family;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.message.NetlinkMessage;

/**
 * A netlink message: {@code struct nlmsghdr} ({@code linux/netlink.h}) and its payload.
 *
 * @param type such as {@code NLMSG_ERROR} or {@code RTM_NEWROUTE}
 * @param flags {@code NLM_F_} bits
 * @param sequence in a reply, the sequence number of the request
 * @param payload the bytes after the header, in native byte order; in a received frame, a part of the datagram's buffer
 */
public record Frame(int type, int flags, int sequence, ByteBuffer payload) {
    public static final int NLM_F_REQUEST = 0x1;
    public static final int NLM_F_ACK = 0x4;
    public static final int NLM_F_DUMP = 0x300;
    public static final int NLM_F_REPLACE = 0x100;
    public static final int NLM_F_EXCL = 0x200;
    public static final int NLM_F_CREATE = 0x400;
    public static final int NLM_F_APPEND = 0x800;

    private static final int NLM_F_DUMP_INTR = 0x10;
    private static final int NLM_F_CAPPED = 0x100;
    private static final int NLM_F_ACK_TLVS = 0x200;

    private static final int NLMSG_ERROR = 2;
    private static final int NLMSG_DONE = 3;
    private static final int FIRST_MESSAGE_TYPE = 16; // RTM_BASE; lower numbers are control messages

    private static final int HEADER = 16;

    /**
     * {@return the frames of a datagram}
     *
     * @param datagram the bytes from the buffer's position to its limit, in native byte order
     * @throws MalformedMessageException if the bytes are not a sequence of frames
     */
    public static List<Frame> split(ByteBuffer datagram) {
        List<Frame> frames = new ArrayList<>();
        while (datagram.hasRemaining()) {
            frames.add(next(datagram));
        }
        return frames;
    }

    private static Frame next(ByteBuffer in) {
        int start = in.position();
        int available = in.remaining();
        if (available < HEADER) {
            throw new MalformedMessageException("struct nlmsghdr: " + available + " bytes, expected at least 16");
        }
        int length = in.getInt(start);
        if (length < HEADER || length > available) {
            throw new MalformedMessageException("struct nlmsghdr: length " + length + " is not between 16 and the "
                    + available + " bytes that are left");
        }
        ByteBuffer payload = in.slice(start + HEADER, length - HEADER).order(in.order());
        in.position(Math.min(in.limit(), start + length + Output.padding(length)));
        int type = Short.toUnsignedInt(in.getShort(start + 4));
        int flags = Short.toUnsignedInt(in.getShort(start + 6));
        return new Frame(type, flags, in.getInt(start + 8), payload);
    }

    /**
     * Appends an encoded request with its header to the output.
     *
     * @param operation {@link NetlinkMessageCodec#NEW}, {@link NetlinkMessageCodec#DELETE} or {@link NetlinkMessageCodec#GET}
     * @param flags the {@code NLM_F_} bits, including {@link #NLM_F_REQUEST}
     * @throws IllegalArgumentException if the message cannot be encoded
     */
    public static void write(NetlinkMessage message, int operation, int flags, int sequence, Output out) {
        int start = out.size();
        out.u32(0)
                .u16(NetlinkMessageCodec.type(message, operation))
                .u16(flags)
                .u32(sequence)
                .u32(0);
        NetlinkMessageCodec.encode(message, out);
        out.setU32(start, out.size() - start);
    }

    /** {@return whether the frame ends a reply, and contains an {@link #acknowledgement()}} */
    public boolean isEnd() {
        return type == NLMSG_ERROR || type == NLMSG_DONE;
    }

    /** {@return whether the frame contains a {@link #message()}; false for a control message} */
    public boolean isMessage() {
        return type >= FIRST_MESSAGE_TYPE;
    }

    /** {@return whether the frame reports the deletion of an object, or the move of a device to another namespace} */
    public boolean isDeletion() {
        return isMessage() && NetlinkMessageCodec.isDeletion(type);
    }

    /** {@return whether the frame reports that objects changed during the dump, so that messages may be missing or duplicated} */
    public boolean isInterrupted() {
        return (flags & NLM_F_DUMP_INTR) != 0;
    }

    /**
     * {@return the decoded payload of a frame for which {@link #isEnd} is true}
     *
     * @throws MalformedMessageException if the payload is invalid
     */
    public Acknowledgement acknowledgement() {
        Codec<Acknowledgement> codec =
                type == NLMSG_DONE ? AcknowledgementCodec.OF_DUMP : AcknowledgementCodec.OF_REQUEST;
        // the attributes follow the quoted request; they are decoded only if just its header is quoted
        boolean attributes = (flags & NLM_F_ACK_TLVS) != 0 && (type == NLMSG_DONE || (flags & NLM_F_CAPPED) != 0);
        ByteBuffer in = attributes
                ? payload.duplicate()
                : payload.slice(0, Math.min(payload.limit(), codec.header().length()));
        return codec.decode(in.order(payload.order()), Family.UNSPEC);
    }

    /**
     * {@return the decoded payload of a frame for which {@link #isMessage} is true}
     *
     * @throws MalformedMessageException if the payload is invalid, or the message type is unknown
     */
    public NetlinkMessage message() {
        return NetlinkMessageCodec.decode(type, payload.duplicate().order(payload.order()));
    }
}
