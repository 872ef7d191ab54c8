package meta.netlink.packet;

import static meta.netlink.packet.FrameAssertions.A;
import static meta.netlink.packet.FrameAssertions.B;
import static meta.netlink.packet.FrameAssertions.assertRoundTrip;
import static meta.netlink.packet.FrameAssertions.bytes;
import static meta.netlink.packet.FrameAssertions.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import org.junit.jupiter.api.Test;

class ArpFrameTest {
    private static final IpAddress OF_A = IpAddress.parse("10.6.0.1");
    private static final IpAddress OF_B = IpAddress.parse("10.6.0.2");

    private static final String ANNOUNCEMENT = """
            ffff ffff ffff 0a00 0000 0002 0806 0001
            0800 0604 0001 0a00 0000 0002 0a06 0002
            0000 0000 0000 0a06 0002
            """;

    // ip netns exec b ping -c 1 10.6.0.1
    private static final String REQUEST = """
            ffff ffff ffff 0a00 0000 0002 0806 0001
            0800 0604 0001 0a00 0000 0002 0a06 0002
            0000 0000 0000 0a06 0001
            """;

    private static final String REPLY = """
            0a00 0000 0002 0a00 0000 0001 0806 0001
            0800 0604 0002 0a00 0000 0001 0a06 0001
            0a00 0000 0002 0a06 0002
            """;

    @Test
    void anAnnouncementEqualsThatOfTheKernel() {
        assertRoundTrip(ANNOUNCEMENT, ArpFrame.announcement(B, OF_B));
    }

    @Test
    void aRequestAndAReplyOfTheKernelAreDecodedAndEncoded() {
        var toAll = new EthernetHeader(EthernetHeader.BROADCAST, B);
        assertRoundTrip(REQUEST, new ArpFrame(toAll, ArpFrame.REQUEST, B, OF_B, MacAddress.NONE, OF_A));
        assertRoundTrip(REPLY, new ArpFrame(new EthernetHeader(B, A), ArpFrame.REPLY, A, OF_A, B, OF_B));
    }

    @Test
    void aProbeHasNoSenderAddress() {
        String withoutSender = REQUEST.replace("0002 0a06 0002", "0002 0000 0000");
        assertRoundTrip(withoutSender, ArpFrame.probe(B, OF_A));
    }

    @Test
    void thePaddingOfAShortFrameIsIgnored() {
        assertThat(read(bytes(ANNOUNCEMENT + "00".repeat(18)))).contains(ArpFrame.announcement(B, OF_B));
    }

    @Test
    void aTruncatedFrameOrAFrameOfAnotherProtocolIsIgnored() {
        byte[] whole = bytes(ANNOUNCEMENT);
        for (int length = 0; length < whole.length; length++) {
            assertThat(read(Arrays.copyOf(whole, length))).isEmpty();
        }
        assertThat(read(bytes(ANNOUNCEMENT.replace("0806 0001", "0806 0006")))).isEmpty();
        assertThat(read(bytes(ANNOUNCEMENT.replace("0800 0604", "0800 0610")))).isEmpty();
        assertThat(read(bytes(ANNOUNCEMENT.replace("0002 0806", "0002 8035")))).isEmpty();
    }
}
