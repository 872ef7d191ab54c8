package meta.netlink.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import meta.netlink.Family;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.testbed.Seeds;
import org.junit.jupiter.api.Test;

class ArpOrNdpFrameTest {
    @Test
    void anEncodedFrameIsDecodedToAnEqualFrame() {
        Seeds.forEach(1000, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            MacAddress own = new MacAddress(1 + (random.nextLong() >>> 17));
            IpAddress four = new IpAddress(Family.IPV4, 0, 1 + random.nextInt(0x6fff_ffff));
            IpAddress six =
                    new IpAddress(Family.IPV6, 0x2000_0000_0000_0000L | (random.nextLong() >>> 4), random.nextLong());
            assertReadAgain(ArpFrame.probe(own, four));
            assertReadAgain(ArpFrame.announcement(own, four));
            assertReadAgain(NdpFrame.probe(own, six));
            assertReadAgain(NdpFrame.announcement(own, six));
        });
    }

    private static void assertReadAgain(ArpOrNdpFrame frame) {
        assertThat(FrameAssertions.read(frame.bytes())).contains(frame);
    }

    @Test
    void anAlteredFrameIsDecodedWithoutAnException() {
        byte[] known = NdpFrame.announcement(FrameAssertions.A, IpAddress.parse("fd00:6::1"))
                .bytes();
        Seeds.forEach(20_000, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = known.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertThatCode(() -> FrameAssertions.read(bytes)).doesNotThrowAnyException();
        });
    }

    /** The checksum of each altered frame is correct, because the content of a frame with a wrong checksum would not be decoded. */
    @Test
    void alteredOptionsAreDecodedWithoutAnException() {
        int message = EthernetHeader.BYTES + NdpFrame.IPV6_BYTES;
        IpAddress address = IpAddress.parse("fd00:6::1");
        byte[] known = NdpFrame.announcement(FrameAssertions.A, address).bytes();
        Seeds.forEach(20_000, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = known.clone();
            bytes[message + NdpFrame.MESSAGE_BYTES] = (byte) random.nextInt(5);
            bytes[message + NdpFrame.MESSAGE_BYTES + 1] = (byte) random.nextInt(4);
            bytes[message + random.nextInt(bytes.length - message)] = (byte) random.nextInt();
            ByteBuffer frame = ByteBuffer.wrap(bytes);
            frame.putShort(message + NdpFrame.CHECKSUM_AT, (short) 0);
            short checksum =
                    Icmpv6Checksum.of(address, NdpFrame.ALL_NODES, frame.slice(message, bytes.length - message));
            frame.putShort(message + NdpFrame.CHECKSUM_AT, checksum);
            assertThatCode(() -> FrameAssertions.read(bytes)).doesNotThrowAnyException();
        });
    }
}
