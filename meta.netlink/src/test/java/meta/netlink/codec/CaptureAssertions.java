package meta.netlink.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import meta.netlink.message.NetlinkMessage;

/**
 * Compares messages with bytes that {@code strace} captured on a little-endian node. The bytes do not include {@code struct nlmsghdr}. The
 * comment in a test gives the command that was traced. Requests are captured with {@code strace -e trace=sendmsg -e write=3 <command>},
 * answers with {@code strace -e trace=recvmsg -e read=3 <command>}.
 */
final class CaptureAssertions {
    private CaptureAssertions() {}

    /** Asserts that the bytes, which {@code ip} has sent, are decoded to the message, and that the message is encoded to these bytes. */
    static void assertRoundTrip(String hex, NetlinkMessage message) {
        assertReads(hex, message);
        assertThat(hex(encode(message))).isEqualTo(hex(bytes(hex)));
    }

    /**
     * Asserts that the bytes, which the kernel has sent, are decoded to the message. Encoding is not compared, because the kernel sends the
     * attributes in an order that differs from the order of the codec.
     */
    static void assertReads(String hex, NetlinkMessage message) {
        assertThat(decode(message, bytes(hex))).isEqualTo(message);
    }

    /**
     * Decodes the bytes of a message.
     *
     * @param kind any message of the expected kind
     */
    static NetlinkMessage decode(NetlinkMessage kind, byte[] bytes) {
        return NetlinkMessageCodec.decode(NetlinkMessageCodec.type(kind, NetlinkMessageCodec.NEW), buffer(bytes));
    }

    static byte[] encode(NetlinkMessage message) {
        Output out = new Output();
        NetlinkMessageCodec.encode(message, out);
        return out.toByteArray();
    }

    static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    /** {@return the bytes that a text of hexadecimal digits describes; white space in the text is ignored} */
    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
