package meta.netlink.codec;

import static meta.netlink.codec.CaptureAssertions.buffer;
import static meta.netlink.codec.CaptureAssertions.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.IpAddress;
import meta.netlink.RouteTable;
import meta.netlink.message.MalformedMessageException;
import meta.netlink.message.RouteMessage;
import meta.netlink.message.RuleMessage;
import org.junit.jupiter.api.Test;

/**
 * Datagrams are split into frames, and frames are decoded and encoded. The answers of the kernel were captured with {@code strace -f -e
 * trace=recvfrom -e read=all mvn -pl meta.netlink test -Dtest=BatchTest}.
 */
class FrameTest {
    // the reply to a request for a new route to 10.5.0.0/16 via 1.2.3.4; no route leads to 1.2.3.4
    @Test
    void aRejectionContainsTheKernelsExplanation() {
        assertThat(only("""
                                44000000 02000003 07000000 b32c0000  9bffffff 2c000000 18000506 07000000 00000000
                                20000100 4e657874 686f7020 68617320 696e7661 6c696420 67617465 77617900""").acknowledgement())
                .isEqualTo(new Acknowledgement(-101, "Nexthop has invalid gateway", null, List.of()));
    }

    // the reply to a request for a new route whose RTA_DST has two bytes
    @Test
    void aRejectionContainsTheOffsetOfTheOffendingAttribute() {
        Acknowledgement refusal = only("""
                        78000000 02000003 0a000000 b32c0000  deffffff 24000000 18000506 0a000000 00000000
                        27000100 41747472 69627574 65206661 696c6564 20706f6c 69637920 76616c69 64617469 6f6e0000
                        08000200 1c000000
                        24000480 0c000400 00000000 00000000 0c000500 ffffffff 00000000 08000100 04000000""").acknowledgement();
        assertThat(refusal.text()).isEqualTo("Attribute failed policy validation");
        assertThat(refusal.offset()).isEqualTo(28);
        assertThat(refusal.unknown()).extracting(Attribute::type).containsExactly(0x8004); // NLMSGERR_ATTR_POLICY
    }

    // the reply to a request that sets lo up
    @Test
    void anAcknowledgementHasErrorZero() {
        Frame frame = only("24000000 02000001 08000000 b32c0000  00000000 20000000 10000500 08000000 00000000");
        assertThat(frame.isEnd()).isTrue();
        assertThat(frame.sequence()).isEqualTo(8);
        assertThat(frame.acknowledgement()).isEqualTo(new Acknowledgement(0, null, null, List.of()));
    }

    // the reply to a dump of routes with prefix length 16
    @Test
    void aRejectedDumpEndsWithTheError() {
        Frame frame = only("""
                48000000 03000202 09000000 b32c0000  eaffffff
                32000100 496e7661 6c696420 76616c75 65732069 6e206865 61646572 20666f72 20464942 2064756d
                70207265 71756573 74000000""");
        assertThat(frame.isEnd()).isTrue();
        assertThat(frame.acknowledgement())
                .isEqualTo(new Acknowledgement(-22, "Invalid values in header for FIB dump request", null, List.of()));
    }

    // ip route add 10.5.0.0/16 via 1.2.3.4, without NETLINK_CAP_ACK: the text follows the whole request
    @Test
    void anExplanationAfterAWhollyQuotedRequestIsNotDecoded() {
        assertThat(only("""
                                60000000 02000002 e644056b 00000000
                                9bffffff 2c000000 18000506 e644056b 00000000
                                02100000 fe030001 00000000 08000100 0a050000 08000500 01020304
                                20000100 4e657874 686f7020 68617320 696e7661 6c696420 67617465 77617900""").acknowledgement()).isEqualTo(new Acknowledgement(-101, null, null, List.of()));
    }

    // a dump of rules: one datagram, two rules and the end
    @Test
    void aDatagramIsSplitIntoItsFrames() {
        List<Frame> frames = Frame.split(buffer(bytes("""
                                3c000000 20000200 0b000000 b32c0000  02000000 fe000001 00000000 08000f00 fe000000
                                08000e00 ffffffff 05001500 02000000 08000600 fe7f0000
                                3c000000 20001200 0b000000 b32c0000  02000000 fd000001 00000000 08000f00 fd000000
                                08000e00 ffffffff 05001500 02000000 08000600 ff7f0000
                                14000000 03000200 0b000000 b32c0000  00000000""")));

        assertThat(frames).extracting(Frame::isMessage).containsExactly(true, true, false);
        assertThat(frames).extracting(Frame::isInterrupted).containsExactly(false, true, false);
        assertThat(((RuleMessage) frames.get(1).message()).table()).isEqualTo(RouteTable.DEFAULT);
        assertThat(frames.get(2).acknowledgement().error()).isZero();
    }

    // ip route get 10.96.0.1
    @Test
    void aRequestIsEncodedWithItsHeader() {
        Output out = new Output();
        Frame.write(
                RouteMessage.lookup(IpAddress.parse("10.96.0.1")),
                NetlinkMessageCodec.GET,
                Frame.NLM_F_REQUEST,
                0x6b0544f5,
                out);
        assertThat(out.toByteArray())
                .containsExactly(
                        bytes("24000000 1a000100 f544056b 00000000  02200000 00000000 00100000 08000100 0a600001"));
    }

    @Test
    void aFrameWhoseLengthDoesNotFitTheDatagramIsMalformed() {
        assertThatThrownBy(() -> only("24000000 02000001 08000000 b32c0000 00000000"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("struct nlmsghdr: length 36 is not between 16 and the 20 bytes that are left");
        assertThatThrownBy(() -> only("0f000000 02000001 08000000 b32c0000"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("struct nlmsghdr: length 15 is not between 16 and the 16 bytes that are left");
        assertThatThrownBy(() -> only("10000000"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("struct nlmsghdr: 4 bytes, expected at least 16");
    }

    @Test
    void aMessageOfAnUnknownTypeOrWithoutAStructIsMalformed() {
        assertThatThrownBy(() ->
                        only("14000000 54000200 0b000000 b32c0000 00000000").message())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageStartingWith("message of type 84: expected one of links (16)");
        assertThatThrownBy(() -> only("10000000 10000200 0b000000 b32c0000").message())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("message of type 16: empty, expected a struct");
    }

    @Test
    void aNoopFrameIsNeitherAMessageNorAnEnd() {
        Frame noop = only("10000000 01000000 0b000000 b32c0000");
        assertThat(noop.isEnd()).isFalse();
        assertThat(noop.isMessage()).isFalse();
    }

    private static Frame only(String hex) {
        List<Frame> frames = Frame.split(buffer(bytes(hex)));
        assertThat(frames).hasSize(1);
        return frames.getFirst();
    }
}
