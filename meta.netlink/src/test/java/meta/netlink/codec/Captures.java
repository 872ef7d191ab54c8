package meta.netlink.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import meta.netlink.message.NetlinkMessage;

/** Bytes that were seen on a netlink socket, without {@code struct nlmsghdr}. They are of a little-endian machine. */
final class Captures {
    private Captures() {}

    /** What {@code ip} has sent is what we read as this message, and what we write for it. */
    static void assertRoundTrip(String hex, NetlinkMessage message) {
        assertReads(hex, message);
        assertThat(hex(encode(message))).isEqualTo(hex(bytes(hex)));
    }

    /** What the kernel has sent, whose order is its own, is what we read as this message. */
    static void assertReads(String hex, NetlinkMessage message) {
        assertThat(decode(message, bytes(hex))).isEqualTo(message);
    }

    /** Decodes bytes as a message of the same kind as the other. */
    static NetlinkMessage decode(NetlinkMessage kind, byte[] bytes) {
        return MessageCodec.decode(MessageCodec.type(kind, MessageCodec.NEW), buffer(bytes));
    }

    static byte[] encode(NetlinkMessage message) {
        Output out = new Output();
        MessageCodec.encode(message, out);
        return out.toByteArray();
    }

    static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    /** {@return the bytes of hexadecimal digits, with blanks anywhere} */
    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
