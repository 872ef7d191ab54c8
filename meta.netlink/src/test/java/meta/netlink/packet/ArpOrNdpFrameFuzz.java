package meta.netlink.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Fuzz target: no bytes cause an exception. Encoding and decoding a frame returns an equal frame. */
public final class ArpOrNdpFrameFuzz {
    private ArpOrNdpFrameFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Optional<ArpOrNdpFrame> frame = ArpOrNdpFrame.read(ByteBuffer.wrap(bytes));
        if (frame.isPresent()) {
            assertThat(ArpOrNdpFrame.read(ByteBuffer.wrap(frame.get().bytes()))).isEqualTo(frame);
        }
    }
}
