package meta.netlink.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Fuzz target: all bytes are decoded without an exception. If they are a frame, encoding and decoding the frame returns an equal frame. */
public final class LinkFrameFuzz {
    private LinkFrameFuzz() {}

    /** Decodes one frame; an exception of this method is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        Optional<ArpOrNdpFrame> frame = ArpOrNdpFrame.read(ByteBuffer.wrap(bytes));
        if (frame.isPresent()) {
            assertThat(ArpOrNdpFrame.read(ByteBuffer.wrap(frame.get().bytes()))).isEqualTo(frame);
        }
    }
}
