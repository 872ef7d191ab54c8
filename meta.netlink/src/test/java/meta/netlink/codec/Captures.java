package meta.netlink.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import meta.netlink.message.NetlinkMessage;

/**
 * Compares messages with bytes that {@code strace} captured on a little-endian node, without {@code struct nlmsghdr}. The comment of a test gives the
 * command. Requests: {@code strace -e trace=sendmsg -e write=3 <command>}; answers: {@code strace -e trace=recvmsg -e read=3 <command>}.
 */
final class Captures {
    private Captures() {}

    /** Asserts that bytes of {@code ip} are decoded as this message, and that the message is encoded as these bytes. */
    static void assertRoundTrip(String hex, NetlinkMessage message) {
        assertReads(hex, message);
        assertThat(hex(encode(message))).isEqualTo(hex(bytes(hex)));
    }

    /** Asserts that bytes of the kernel are decoded as this message. The kernel sends the attributes in another order than the codec. */
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

    /** {@return the bytes of hexadecimal digits; blanks are ignored} */
    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
