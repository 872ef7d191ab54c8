package meta.core.reconcile.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meta.netlink.IpAddress;
import meta.netlink.MacAddress;
import meta.netlink.packet.ArpFrame;
import meta.netlink.packet.ArpOrNdpFrame;
import meta.netlink.packet.EthernetHeader;
import meta.netlink.packet.NdpFrame;
import meta.netlink.packet.NdpMessage;
import meta.spi.Claim;
import meta.spi.Plan;
import meta.spi.net.Netns;
import org.junit.jupiter.api.Test;

class ConflictingHostTest {
    private static final MacAddress OWN = MacAddress.parse("0a:00:00:00:00:01");
    private static final MacAddress PROXY = MacAddress.parse("0a:00:00:00:00:02");
    private static final MacAddress OTHER = MacAddress.parse("0a:00:00:00:00:0f");
    private static final IpAddress FOUR = IpAddress.parse("10.6.0.9");
    private static final IpAddress SIX = IpAddress.parse("fd00:6::9");
    private static final IpAddress ANOTHER_FOUR = IpAddress.parse("10.6.0.8");
    private static final IpAddress ANOTHER_SIX = IpAddress.parse("fd00:6::8");

    @Test
    void aHostThatRepliesHasTheAddress() {
        assertThat(conflicting(
                        new ArpFrame(new EthernetHeader(OWN, OTHER), ArpFrame.REPLY, OTHER, FOUR, OWN, none(FOUR))))
                .contains(new ConflictingHost(FOUR, OTHER, true));
        assertThat(conflicting(NdpFrame.announcement(OTHER, SIX))).contains(new ConflictingHost(SIX, OTHER, true));
    }

    @Test
    void aHostThatUsesTheAddressHasIt() {
        assertThat(conflicting(ArpFrame.announcement(OTHER, FOUR))).contains(new ConflictingHost(FOUR, OTHER, true));
        assertThat(conflicting(new ArpFrame(
                        new EthernetHeader(EthernetHeader.BROADCAST, OTHER),
                        ArpFrame.REQUEST,
                        OTHER,
                        FOUR,
                        MacAddress.NONE,
                        ANOTHER_FOUR)))
                .contains(new ConflictingHost(FOUR, OTHER, true));
        assertThat(conflicting(new NdpFrame(
                        new EthernetHeader(OWN, OTHER),
                        SIX,
                        NdpFrame.solicitedNode(ANOTHER_SIX),
                        new NdpMessage.Solicitation(ANOTHER_SIX, OTHER))))
                .contains(new ConflictingHost(SIX, OTHER, true));
    }

    @Test
    void aHostThatProbesForTheAddressConflicts() {
        assertThat(conflicting(ArpFrame.probe(OTHER, FOUR))).contains(new ConflictingHost(FOUR, OTHER, false));
        assertThat(conflicting(NdpFrame.probe(OTHER, SIX))).contains(new ConflictingHost(SIX, OTHER, false));
    }

    @Test
    void framesAboutOtherAddressesDoNotConflict() {
        assertThat(conflicting(ArpFrame.announcement(OTHER, ANOTHER_FOUR))).isEmpty();
        assertThat(conflicting(ArpFrame.probe(OTHER, ANOTHER_FOUR))).isEmpty();
        assertThat(conflicting(NdpFrame.announcement(OTHER, ANOTHER_SIX))).isEmpty();
        assertThat(conflicting(NdpFrame.probe(OTHER, ANOTHER_SIX))).isEmpty();
    }

    @Test
    void aHostThatResolvesTheAddressDoesNotConflict() {
        assertThat(conflicting(new ArpFrame(
                        new EthernetHeader(EthernetHeader.BROADCAST, OTHER),
                        ArpFrame.REQUEST,
                        OTHER,
                        ANOTHER_FOUR,
                        MacAddress.NONE,
                        FOUR)))
                .isEmpty();
        assertThat(conflicting(new NdpFrame(
                        new EthernetHeader(OWN, OTHER),
                        ANOTHER_SIX,
                        NdpFrame.solicitedNode(SIX),
                        new NdpMessage.Solicitation(SIX, OTHER))))
                .isEmpty();
    }

    @Test
    void framesOfTheNicAndOfAnExpectedProxyDoNotConflict() {
        for (MacAddress ours : List.of(OWN, PROXY)) {
            assertThat(conflicting(ArpFrame.probe(ours, FOUR))).isEmpty();
            assertThat(conflicting(ArpFrame.announcement(ours, FOUR))).isEmpty();
            assertThat(conflicting(NdpFrame.probe(ours, SIX))).isEmpty();
            assertThat(conflicting(NdpFrame.announcement(ours, SIX))).isEmpty();
        }
    }

    @Test
    void theConflictingHostIsNamedByTheMessageNotByTheSenderOfTheFrame() {
        var forwarded = new NdpFrame(
                new EthernetHeader(EthernetHeader.group(NdpFrame.ALL_NODES), MacAddress.parse("0a:00:00:00:00:aa")),
                SIX,
                NdpFrame.ALL_NODES,
                new NdpMessage.Advertisement(SIX, OTHER, false, false, true));
        assertThat(conflicting(forwarded)).contains(new ConflictingHost(SIX, OTHER, true));
    }

    @Test
    void theDescriptionSaysWhatTheHostDoes() {
        assertThat(new ConflictingHost(FOUR, OTHER, true).description())
                .isEqualTo("0a:00:00:00:00:0f has this address");
        assertThat(new ConflictingHost(FOUR, OTHER, false).description())
                .isEqualTo("0a:00:00:00:00:0f probes for this address at the same time");
    }

    private static Optional<ConflictingHost> conflicting(ArpOrNdpFrame frame) {
        for (IpAddress address : List.of(FOUR, SIX)) {
            Plan.Probe probe =
                    new Plan.Probe(Claim.of(Netns.POD, "eth0", address), 1, Duration.ofSeconds(1), List.of(PROXY), "");
            Optional<ConflictingHost> found = ConflictingHost.in(frame, probe, OWN);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static IpAddress none(IpAddress like) {
        return IpAddress.unspecified(like.family());
    }
}
