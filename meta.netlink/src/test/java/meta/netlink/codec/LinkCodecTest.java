package meta.netlink.codec;

import static meta.netlink.codec.CaptureAssertions.assertRoundTrip;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.LinkFlags;
import meta.netlink.MacAddress;
import meta.netlink.message.LinkInfo;
import meta.netlink.message.LinkMessage;
import org.junit.jupiter.api.Test;

/** Links are decoded from captured bytes, and encoded to the bytes that {@code ip} sends. */
class LinkCodecTest {
    /**
     * The bytes of a veth that the kernel has sent. The long attributes IFLA_STATS, IFLA_STATS64 and IFLA_AF_SPEC, which are not decoded, are left
     * out.
     */
    static final String VETH = """
            00000100 03000000 43100100 00000000
            0c000300 76657468 61626300  08000d00 e8030000  05001000 06000000  05001100 00000000  05004300 00000000
            08000400 78050000  08003200 44000000  08003300 ffff0000  08001b00 00000000  08001e00 00000000
            08003d00 00000000  08001f00 02000000  08002800 ffff0000  08002900 00000100  08003a00 00000100
            08003f00 00000100  08004000 00000100  08003b00 f8ff0700  08003c00 ffff0000  08004200 00000000
            08002000 02000000  05002100 01000000  10001400 6e657431 206f6620 706f6400  08002300 02000000
            08002f00 01000000  08003000 01000000  06004400 00000000  06004500 00000000  05002700 00000000
            0a000100 0a000000 00010000  0a000200 ffffffff ffff0000  0c002b00 05000200 00000000
            10001200 09000100 76657468 00000000  08002500 00000000  08000500 03000000
            0c000600 6e6f7175 65756500  04003e80  04004180""";

    // ip link add name vethabc mtu 1400 address 0a:00:00:00:00:01 type veth
    //     peer name veth0 mtu 1400 address 0a:00:00:00:00:02 netns pod
    @Test
    void aVethPairAcrossTwoNamespacesIsDecodedAndEncoded() {
        assertRoundTrip(
                """
                00000000 00000000 00000000 00000000
                08000400 78050000  0a000100 0a000000 00010000  0c000300 76657468 61626300
                4c001200  08000100 76657468  40000200  3c000100 00000000 00000000 00000000 00000000
                08000400 78050000  0a000100 0a000000 00020000  08001c00 04000000  0a000300 76657468 30000000""",
                LinkMessage.vethPair(
                        "vethabc",
                        MacAddress.parse("0a:00:00:00:00:01"),
                        1400,
                        "veth0",
                        MacAddress.parse("0a:00:00:00:00:02"),
                        4));
    }

    // ip link set dev vethabc alias "net1 of pod" up
    @Test
    void anAliasAndTheUpFlagAreDecodedAndEncoded() {
        assertRoundTrip(
                "00000000 02000000 01000000 01000000  0f001400 6e657431 206f6620 706f6400",
                LinkMessage.indexed(2).up().withAlias("net1 of pod"));
    }

    // ip link set dev vethabc mtu 1300 address 0a:00:00:00:00:03 alias "pod x" master br0 name vethnew
    @Test
    void aChangeOfMtuAddressAliasMasterAndNameIsDecodedAndEncoded() {
        assertRoundTrip(
                """
                00000000 07000000 00000000 00000000  08000400 14050000  0a000100 0a000000 00030000
                09001400 706f6420 78000000  08000a00 05000000  0c000300 76657468 6e657700""",
                LinkMessage.indexed(7)
                        .withMtu(1300)
                        .withAddress(MacAddress.parse("0a:00:00:00:00:03"))
                        .withAlias("pod x")
                        .withMaster(5)
                        .withName("vethnew"));
    }

    // ip link set dev vethabc txqueuelen 5000
    @Test
    void aTransmitQueueLengthIsDecodedAndEncoded() {
        assertRoundTrip(
                "00000000 07000000 00000000 00000000  08000d00 88130000",
                LinkMessage.indexed(7).withTxQueueLength(5000));
    }

    // ip link add br0 type bridge; the kernel accepts the kind with and without a trailing NUL
    @Test
    void aKindWithATrailingNulIsDecoded() {
        assertThat(CaptureAssertions.decode(
                        LinkMessage.any(),
                        CaptureAssertions.bytes("00000000 00000000 00000000 00000000  08000300 62723000"
                                + "10001200 0a000100 62726964 67650000")))
                .isEqualTo(LinkMessage.named("br0").withInfo(LinkInfo.of("bridge")));
    }

    // strace -xx -e write=3 ip link add link lo name v5 type vlan id 5
    @Test
    void aVlanIsDecodedAndEncoded() {
        LinkMessage vlan = LinkMessage.named("v5")
                .withPeerIndex(1)
                .withInfo(LinkInfo.of("vlan", List.of(new Attribute(1, new byte[] {5, 0}))));
        CaptureAssertions.assertReads(
                "00000000 00000000 00000000 00000000  08000500 01000000  07000300 76350000"
                        + "18001200  08000100 766c616e  0c000200 06000100 05000000",
                vlan);
        assertRoundTrip(
                "00000000 00000000 00000000 00000000  07000300 76350000  08000500 01000000"
                        + "18001200  08000100 766c616e  0c000200 06000100 05000000",
                vlan);
    }

    // strace -xx -e write=3 ip link add blue type vrf table 700
    @Test
    void aVrfIsDecodedAndEncoded() {
        assertRoundTrip(
                "00000000 00000000 00000000 00000000  09000300 626c7565 00000000"
                        + "18001200  07000100 76726600  0c000200 08000100 bc020000",
                LinkMessage.named("blue").withInfo(LinkInfo.of("vrf", List.of(Attribute.ofInt(1, 700)))));
    }

    // strace -xx -e write=3 ip link add d0 type dummy
    @Test
    void aDummyDeviceIsDecodedAndEncoded() {
        assertRoundTrip(
                "00000000 00000000 00000000 00000000  07000300 64300000  10001200 09000100 64756d6d 79000000",
                LinkMessage.named("d0").withInfo(LinkInfo.of("dummy")));
    }

    // strace -xx -e write=3 ip link add link lo name mv0 type macvlan mode bridge
    @Test
    void aMacvlanIsDecoded() {
        CaptureAssertions.assertReads(
                "00000000 00000000 00000000 00000000  08000500 01000000  08000300 6d763000"
                        + "1c001200  0b000100 6d616376 6c616e00  0c000200 08000100 04000000",
                LinkMessage.named("mv0")
                        .withPeerIndex(1)
                        .withInfo(LinkInfo.of("macvlan", List.of(Attribute.ofInt(1, 4)))));
    }

    // ip -d link show dev vethabc
    @Test
    void aVethFromTheKernelIsDecoded() {
        LinkMessage told = (LinkMessage) CaptureAssertions.decode(LinkMessage.any(), CaptureAssertions.bytes(VETH));

        assertThat(told.name()).isEqualTo("vethabc");
        assertThat(told.ifindex()).isEqualTo(3);
        assertThat(told.deviceType()).isEqualTo(1);
        assertThat(told.flags().has(LinkFlags.UP.with(LinkFlags.LOWER_UP))).isTrue();
        assertThat(told.address()).isEqualTo(MacAddress.parse("0a:00:00:00:00:01"));
        assertThat(told.mtu()).isEqualTo(1400);
        assertThat(told.txQueueLength()).isEqualTo(1000);
        assertThat(told.alias()).isEqualTo("net1 of pod");
        assertThat(told.peerIndex()).isEqualTo(3);
        assertThat(told.peerNsid()).isEqualTo(0);
        assertThat(told.info()).isEqualTo(LinkInfo.of("veth"));
        assertThat(told.kind()).isEqualTo("veth");
        assertThat(told.master()).isNull();
        assertThat(told.unknown())
                .hasSize(30)
                .contains(new Attribute(6, "noqueue\0".getBytes(StandardCharsets.US_ASCII)))
                .contains(new Attribute(62 | 0x8000, new byte[0]));
    }

    @Test
    void aLinkLayerAddressOfFourBytesIsKeptAsBytes() {
        // IFLA_ADDRESS of an ipip tunnel is the tunnel's local IP address
        LinkMessage tunnel =
                LinkMessage.named("tunl0").withUnknown(List.of(new Attribute(1, new byte[] {10, 0, 0, 1})));
        assertRoundTrip("00000000 00000000 00000000 00000000  0a000300 74756e6c 30000000  08000100 0a000001", tunnel);
        assertThat(tunnel.address()).isNull();
    }

    @Test
    void aSlaveWithoutAKindHasAnEmptyKind() {
        // IFLA_LINKINFO of a hardware device in a bond contains only IFLA_INFO_SLAVE_KIND
        assertRoundTrip(
                "00000000 00000000 00000000 00000000  0c001200 08000400 626f6e64",
                LinkMessage.any().withInfo(new LinkInfo("", null, List.of(), List.of(new Attribute(4, new byte[] {
                    'b', 'o', 'n', 'd'
                })))));
    }
}
