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
import meta.netlink.packet.NdpMessage.Advertisement;
import meta.netlink.packet.NdpMessage.Solicitation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NdpFrameTest {
    private static final IpAddress OF_A = IpAddress.parse("fd00:6::1");
    private static final IpAddress OF_B = IpAddress.parse("fd00:6::2");

    // ip netns exec b sysctl -w net.ipv6.conf.all.enhanced_dad=0 net.ipv6.conf.eth0.enhanced_dad=0
    // ip -n b addr add fd00:6::2/64 dev eth0
    private static final String DAD = """
            3333 ff00 0002 0a00 0000 0002 86dd 6000
            0000 0018 3aff 0000 0000 0000 0000 0000
            0000 0000 0000 ff02 0000 0000 0000 0000
            0001 ff00 0002 8700 7d9d 0000 0000 fd00
            0006 0000 0000 0000 0000 0000 0002
            """;

    // the commands for DAD, with enhanced_dad=1
    private static final String DAD_WITH_NONCE = """
            3333 ff00 0002 0a00 0000 0002 86dd 6000
            0000 0020 3aff 0000 0000 0000 0000 0000
            0000 0000 0000 ff02 0000 0000 0000 0000
            0001 ff00 0002 8700 5fec 0000 0000 fd00
            0006 0000 0000 0000 0000 0000 0002 0e01
            eb18 830d a181
            """;

    // ip -n b addr add fd00:6::1/64 dev eth0
    private static final String ANSWER_TO_DAD = """
            3333 0000 0001 0a00 0000 0001 86dd 6000
            0000 0020 3aff fd00 0006 0000 0000 0000
            0000 0000 0001 ff02 0000 0000 0000 0000
            0000 0000 0001 8800 528f 2000 0000 fd00
            0006 0000 0000 0000 0000 0000 0001 0201
            0a00 0000 0001
            """;

    // ip -n b addr add fd00:6::2/64 dev eth0, with ndisc_notify
    private static final String ANNOUNCEMENT = """
            3333 0000 0001 0a00 0000 0002 86dd 6000
            0000 0020 3aff fd00 0006 0000 0000 0000
            0000 0000 0002 ff02 0000 0000 0000 0000
            0000 0000 0001 8800 528c 2000 0000 fd00
            0006 0000 0000 0000 0000 0000 0002 0201
            0a00 0000 0002
            """;

    // ip netns exec b ping -c 1 -I fd00:6::2 fd00:6::1
    private static final String SOLICITATION = """
            3333 ff00 0001 0a00 0000 0002 86dd 6000
            0000 0020 3aff fd00 0006 0000 0000 0000
            0000 0000 0002 ff02 0000 0000 0000 0000
            0001 ff00 0001 8700 758b 0000 0000 fd00
            0006 0000 0000 0000 0000 0000 0001 0101
            0a00 0000 0002
            """;

    private static final String ADVERTISEMENT = """
            0a00 0000 0002 0a00 0000 0001 86dd 6000
            0000 0020 3aff fd00 0006 0000 0000 0000
            0000 0000 0001 fd00 0006 0000 0000 0000
            0000 0000 0002 8800 148a 6000 0000 fd00
            0006 0000 0000 0000 0000 0000 0001 0201
            0a00 0000 0001
            """;

    @Test
    void aProbeEqualsThatOfTheKernelWithoutANonce() {
        assertRoundTrip(DAD, NdpFrame.probe(B, OF_B));
    }

    @Test
    void anAnnouncementEqualsThatOfTheKernel() {
        assertRoundTrip(ANNOUNCEMENT, NdpFrame.announcement(B, OF_B));
    }

    @Test
    void aProbeOfTheKernelWithANonceIsDecodedAsAProbe() {
        assertThat(read(bytes(DAD_WITH_NONCE))).contains(NdpFrame.probe(B, OF_B));
    }

    @Test
    void anAnswerToAProbeIsDecodedAsAnAdvertisementToAllNodes() {
        var toAll = new EthernetHeader(EthernetHeader.group(NdpFrame.ALL_NODES), A);
        assertRoundTrip(
                ANSWER_TO_DAD,
                new NdpFrame(toAll, OF_A, NdpFrame.ALL_NODES, new Advertisement(OF_A, A, false, false, true)));
    }

    @Test
    void aSolicitationAndAnAdvertisementOfTheKernelAreDecodedAndEncoded() {
        IpAddress group = NdpFrame.solicitedNode(OF_A);
        assertThat(group).hasToString("ff02::1:ff00:1");
        assertRoundTrip(
                SOLICITATION,
                new NdpFrame(
                        new EthernetHeader(MacAddress.parse("33:33:ff:00:00:01"), B),
                        OF_B,
                        group,
                        new Solicitation(OF_A, B)));
        assertRoundTrip(
                ADVERTISEMENT,
                new NdpFrame(new EthernetHeader(B, A), OF_A, OF_B, new Advertisement(OF_A, A, false, true, true)));
    }

    @Test
    void aSolicitedNodeAddressEndsWithTheLastThreeBytesOfTheAddress() {
        assertThat(NdpFrame.solicitedNode(IpAddress.parse("2001:db8::aabb:ccdd:eeff")))
                .hasToString("ff02::1:ffdd:eeff");
    }

    @Test
    void aTruncatedFrameIsIgnored() {
        byte[] whole = bytes(SOLICITATION);
        for (int length = 0; length < whole.length; length++) {
            assertThat(read(Arrays.copyOf(whole, length))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hop limit, 3aff fd00, 3afe fd00",
        "another protocol, 3aff fd00, 11ff fd00",
        "IPv4, 86dd 6000, 86dd 4500",
        "wrong checksum, 8700 758b, 8700 758c",
        "wrong target, 0001 0101, 0003 0101",
        "a length beyond the end of the frame, 0000 0020, 0000 0120",
        "a length below that of a solicitation, 0000 0020, 0000 0010"
    })
    void aPacketThatIsNotAValidSolicitationIsIgnored(String why, String is, String becomes) {
        String changed = SOLICITATION.replace(is, becomes);
        assertThat(changed).isNotEqualTo(SOLICITATION);
        assertThat(read(bytes(changed))).as(why).isEmpty();
    }

    @Test
    void aMessageThatTheRfcForbidsIsIgnored() {
        assertThat(seen(IpAddress.parse("::"), NdpFrame.ALL_NODES, new Solicitation(OF_A, MacAddress.NONE)))
                .as("a probe that is not sent to the solicited-node address of its target")
                .isFalse();
        assertThat(seen(IpAddress.parse("::"), NdpFrame.solicitedNode(OF_A), new Solicitation(OF_A, B)))
                .as("a probe with a link-layer address")
                .isFalse();
        assertThat(seen(OF_A, NdpFrame.ALL_NODES, new Advertisement(OF_A, A, false, true, true)))
                .as("a solicited advertisement to a multicast address")
                .isFalse();
        assertThat(seen(OF_A, NdpFrame.ALL_NODES, new Advertisement(NdpFrame.ALL_NODES, A, false, false, true)))
                .as("a multicast target")
                .isFalse();
    }

    private static boolean seen(IpAddress source, IpAddress destination, NdpMessage message) {
        var ethernet = new EthernetHeader(EthernetHeader.group(NdpFrame.ALL_NODES), A);
        return read(new NdpFrame(ethernet, source, destination, message).bytes())
                .isPresent();
    }
}
