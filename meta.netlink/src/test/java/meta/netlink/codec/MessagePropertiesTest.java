package meta.netlink.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.message.NetlinkMessage;
import meta.netlink.testbed.Seeds;
import org.junit.jupiter.api.Test;

/** Decoding reverses encoding, and arbitrary bytes are decoded or rejected as malformed. */
class MessagePropertiesTest {
    private static final int CASES = 3_000;
    private static final int[] TYPES = {16, 20, 24, 28, 32, 88};

    @Test
    void anEncodedMessageIsDecodedToAnEqualMessage() {
        Seeds.forEach(CASES, seed -> {
            NetlinkMessage message = new RandomMessages(seed).next();
            assertThat(CaptureAssertions.decode(message, CaptureAssertions.encode(message)))
                    .isEqualTo(message);
        });
    }

    @Test
    void randomBytesAreAMessageOrMalformed() {
        Seeds.forEach(CASES, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertIsMessageOrMalformed(TYPES[random.nextInt(TYPES.length)], bytes);
        });
    }

    @Test
    void anAlteredMessageIsAMessageOrMalformed() {
        Seeds.forEach(CASES, seed -> {
            NetlinkMessage message = new RandomMessages(seed).next();
            byte[] bytes = withFaults(CaptureAssertions.encode(message), new SplittableRandom(seed));
            assertIsMessageOrMalformed(NetlinkMessageCodec.type(message, NetlinkMessageCodec.NEW), bytes);
        });
    }

    @Test
    void anAlteredCaptureIsAMessageOrMalformed() {
        byte[] capture = CaptureAssertions.bytes(LinkCodecTest.VETH);
        Seeds.forEach(CASES, seed -> {
            assertIsMessageOrMalformed(16, withFaults(capture, new SplittableRandom(seed)));
        });
    }

    @Test
    void anAlteredDatagramConsistsOfFramesOrIsMalformed() {
        Seeds.forEach(CASES, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Output out = new Output();
            Frame.write(new RandomMessages(seed).next(), NetlinkMessageCodec.NEW, 0, 1, out);
            byte[] bytes = withFaults(out.toByteArray(), random);
            try {
                for (Frame frame : Frame.split(buffer(bytes))) {
                    Object read = frame.isEnd() ? frame.acknowledgement() : frame.message();
                    assertThat(read).isNotNull();
                }
            } catch (MalformedMessageException e) {
                assertThat(e).hasMessageMatching("\\S.*: .*");
            }
        });
    }

    /**
     * Asserts that the bytes are either rejected with an exception that names the place and the reason, or decoded to a message. The
     * message must not change when it is encoded and decoded again.
     */
    private static void assertIsMessageOrMalformed(int type, byte[] bytes) {
        NetlinkMessage message;
        try {
            message = NetlinkMessageCodec.decode(type, buffer(bytes));
        } catch (MalformedMessageException e) {
            assertThat(e).hasMessageMatching("\\S.*: .*");
            return;
        }
        assertThat(NetlinkMessageCodec.decode(type, buffer(CaptureAssertions.encode(message))))
                .isEqualTo(message);
    }

    /** {@return the bytes as a slice of a larger buffer, so that a test detects when the decoder reads beyond the end of the slice} */
    private static ByteBuffer buffer(byte[] bytes) {
        byte[] more = new byte[bytes.length + 64];
        Arrays.fill(more, (byte) 1);
        System.arraycopy(bytes, 0, more, 32, bytes.length);
        return ByteBuffer.wrap(more, 32, bytes.length).slice().order(ByteOrder.nativeOrder());
    }

    private static byte[] withFaults(byte[] bytes, SplittableRandom random) {
        byte[] faulty = Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length + 1) : bytes.length);
        for (int i = random.nextInt(4); i > 0 && faulty.length > 0; i--) {
            faulty[random.nextInt(faulty.length)] = (byte) random.nextInt();
        }
        return faulty;
    }
}
