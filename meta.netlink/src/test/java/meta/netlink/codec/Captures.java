package meta.netlink.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import meta.netlink.message.NetlinkMessage;

/** Bytes that were seen on a netlink socket, without {@code struct nlmsghdr}. They come from a little-endian machine. */
final class Captures {
    private Captures() {}

    /** Asserts that bytes sent by {@code ip} are decoded as this message, and that the message is encoded as these bytes. */
    static void assertRoundTrip(String hex, NetlinkMessage message) {
        assertReads(hex, message);
        assertThat(hex(encode(message))).isEqualTo(hex(bytes(hex)));
    }

    /** Asserts that bytes sent by the kernel, which has an order of its own, are decoded as this message. */
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

    /** {@return the bytes that the hexadecimal digits denote; blanks are ignored} */
    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
