package meta.netlink.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Any bytes that come from a link are a frame about an address or nothing, and a frame is written as it was read. */
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
