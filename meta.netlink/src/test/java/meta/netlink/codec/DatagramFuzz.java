package meta.netlink.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.message.NetlinkMessage;

/**
 * A fuzz target: arbitrary bytes are decoded to messages or rejected as malformed. A decoded message that is encoded and decoded again is equal to
 * the first.
 */
public final class DatagramFuzz {
    private DatagramFuzz() {}

    public static void fuzzerTestOneInput(byte[] datagram) {
        try {
            for (Frame frame : Frame.split(buffer(datagram))) {
                if (frame.isEnd()) {
                    assertThat(frame.acknowledgement()).isNotNull();
                } else if (frame.isMessage()) {
                    assertDecodedAgain(frame.message());
                }
            }
        } catch (MalformedMessageException e) {
            assertThat(e).hasMessageMatching("(?s)\\S.*: .*");
        }
    }

    private static void assertDecodedAgain(NetlinkMessage message) {
        Output out = new Output();
        NetlinkMessageCodec.encode(message, out);
        NetlinkMessage again = NetlinkMessageCodec.decode(
                NetlinkMessageCodec.type(message, NetlinkMessageCodec.NEW), buffer(out.toByteArray()));
        assertThat(again).isEqualTo(message);
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }
}
