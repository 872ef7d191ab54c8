package meta.netlink.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Optional;

/** A fuzz target: decoding arbitrary bytes causes no exception. A decoded frame that is encoded and decoded again is equal to the first. */
public final class ArpOrNdpFrameFuzz {
    private ArpOrNdpFrameFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Optional<ArpOrNdpFrame> frame = ArpOrNdpFrame.read(ByteBuffer.wrap(bytes));
        if (frame.isPresent()) {
            assertThat(ArpOrNdpFrame.read(ByteBuffer.wrap(frame.get().bytes()))).isEqualTo(frame);
        }
    }
}
