package meta.netlink.codec;

import static meta.netlink.codec.CaptureAssertions.assertReads;
import static meta.netlink.codec.CaptureAssertions.assertRoundTrip;

import java.util.List;
import meta.netlink.Family;
import meta.netlink.message.NamespaceIdMessage;
import org.junit.jupiter.api.Test;

/** Nsids are decoded from captured bytes, and a request is encoded to the bytes that {@code ip} sends. */
class NamespaceIdCodecTest {
    // ip netns set pod 7
    @Test
    void aRequestThatSetsAnNsidIsDecodedAndEncoded() {
        assertRoundTrip(
                "00000000  08000300 06000000  08000100 07000000",
                new NamespaceIdMessage(Family.UNSPEC, 7, null, 6, List.of()));
    }

    // ip netns list-id
    @Test
    void anNsidFromTheKernelIsDecoded() {
        assertReads("00000000  08000100 00000000", new NamespaceIdMessage(Family.UNSPEC, 0, null, null, List.of()));
    }
}
