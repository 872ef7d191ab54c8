package meta.netlink.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.libc.Deadline;
import org.junit.jupiter.api.Test;

/** Invalid frames are skipped, and do not delay the end of a wait. */
class InvalidFramesTest {
    private static final ArpFrame VALID =
            ArpFrame.probe(MacAddress.parse("0a:00:00:00:00:01"), IpAddress.parse("10.6.0.9"));
    private static final Deadline PASSED = Deadline.in(Duration.ZERO);

    /** A source that returns a number of invalid frames, then one valid frame, and then no frame. A wait for further frames fails the test. */
    private static final class Frames implements PacketSocket.Source {
        private final int invalid;
        private int read;

        Frames(int invalid) {
            this.invalid = invalid;
        }

        @Override
        public int read(ByteBuffer frame) {
            read++;
            if (read <= invalid) {
                return 1; // shorter than an Ethernet header
            }
            if (read > invalid + 1) {
                return -Errno.EAGAIN.number();
            }
            frame.put(0, VALID.bytes());
            return VALID.bytes().length;
        }

        @Override
        public void await(Deadline deadline) {
            throw new AssertionError("waited after the deadline");
        }
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocate(2048);
    }

    @Test
    void receivingEndsAfterTheDeadlineDespiteEndlessInvalidFrames() {
        Frames endless = new Frames(Integer.MAX_VALUE - 1);
        assertThat(PacketSocket.receive(endless, buffer(), PASSED)).isEmpty();
        assertThat(endless.read).isEqualTo(PacketSocket.FRAMES_AFTER_DEADLINE);
    }

    @Test
    void aValidFrameAfterInvalidFramesIsReceivedWithATimeoutOfZero() {
        Frames arrived = new Frames(PacketSocket.FRAMES_AFTER_DEADLINE - 1);
        assertThat(PacketSocket.receive(arrived, buffer(), PASSED)).contains(VALID);
        assertThat(PacketSocket.receive(arrived, buffer(), PASSED)).isEmpty();
    }
}
