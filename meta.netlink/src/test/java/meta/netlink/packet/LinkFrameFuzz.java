package meta.netlink.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Fuzz target: any bytes are an ARP or neighbour discovery frame, or none. A frame that was read and written is read again as the same. */
public final class LinkFrameFuzz {
    private LinkFrameFuzz() {}

    /** Reads one frame; what it throws is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        Optional<LinkFrame> frame = LinkFrame.read(ByteBuffer.wrap(bytes));
        if (frame.isPresent()) {
            assertThat(LinkFrame.read(ByteBuffer.wrap(frame.get().bytes()))).isEqualTo(frame);
        }
    }
}
